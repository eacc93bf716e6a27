"""Korea Customs Service: the open API and the tables of the portal."""

from typing import Any

import pytest

from tests.customs.conftest import FIGURES, Reader, left_out, rows

API = "year,statCd,statCdCntnKor1,hsCd,statKor,expDlr,expWgt,impDlr,impWgt,balPayments\n"
API_ROWS = (
    "총계,-,-,-,-,5000,700,2100000,9000,-1\n"
    '2019.07,JP,일본,2501001000,"소금\n",0,0,1000000,5000,-1\n'
    "2019.07,JP,일본,2501009000,기타,0,0,1000000,3000,-1\n"
    "2019.10,NA,나미비아,2501009000,기타,5000,700,100000,1000,-1\n"
)
JAPAN = ("2019-07", "KOR", "JPN", 8.0, 2.0)
NAMIBIA = ("2019-10", "KOR", "NAM", 1.0, 0.1)
EXPORT = ("2019-10", "NAM", "KOR", 0.7, 0.005)


def test_the_api_is_read_with_its_mark_and_its_broken_lines(trade: Reader) -> None:
    found = trade("\ufeff" + API + API_ROWS)
    assert found.files[0].layout == "kcs_api"
    assert rows(found, *FIGURES) == [JAPAN, NAMIBIA, EXPORT]
    assert left_out(found) == {
        "totals of all goods": 1,
        "series in which nothing is traded in the whole file": 1,
    }


def test_imports_are_cif_and_exports_fob(trade: Reader) -> None:
    found = trade(API + API_ROWS)
    assert set(rows(found, "flow", "basis")) == {("imports", "cif"), ("exports", "fob")}


def test_one_flow_may_be_kept(trade: Reader) -> None:
    assert rows(trade(API + API_ROWS, flow="exports"), *FIGURES) == [EXPORT]


def test_a_month_that_lost_its_zero_is_refused(refusal: Any) -> None:
    said = refusal(API + "2019.1,JP,일본,2501001000,소금,0,0,1,1,0\n")
    assert "line 2, year: '2019.1' is no month: a spreadsheet took it for a number" in said


TITLE = "품목별 국가별 수출입실적\n(단위 : 톤, 천 달러)\n"
PORTAL = "기간,HS코드,품목명,국가,수출 중량,수출 금액,수입 중량,수입 금액,무역수지\n"
PORTAL_ROWS = (
    '총계,,,,"0.7","5","9","2,100",0\n'
    '2019.07,2501001000,소금,일본,0,0,"5.0","1,000",0\n'
    '2019.07,2501009000,기타,일본,0,0,"3.0","1,000",0\n'
    "2019.10,2501009000,기타,나미비아,0.7,5,1,100,0\n"
)
FOOTER = "※ 자료: 관세청\n"


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig", "utf-16"])
def test_the_portal_is_read_below_its_title_and_above_its_note(
    trade: Reader, encoding: str
) -> None:
    found = trade(TITLE + PORTAL + PORTAL_ROWS + FOOTER, encoding=encoding)
    assert found.files[0].layout == "kcs_portal"
    assert rows(found, *FIGURES) == [JAPAN, NAMIBIA, EXPORT]
    assert left_out(found)["notes above or below the table"] == 1


def test_the_unit_of_weight_is_that_of_the_heading(trade: Reader) -> None:
    heading = PORTAL.replace("수입 중량", "수입 중량(kg)").replace("수출 중량", "수출 중량(kg)")
    text = heading + '2019.07,2501001000,소금,대만,0,0,"5,000","1,000",0\n'
    assert rows(trade(text), *FIGURES) == [("2019-07", "KOR", "TWN", 5.0, 1.0)]


def test_a_table_without_units_is_read_as_the_portal_writes_and_said(trade: Reader) -> None:
    found = trade(PORTAL + '2019.07,2501001000,소금,대만,0,0,5,"1,000",0\n')
    assert rows(found, *FIGURES) == [("2019-07", "KOR", "TWN", 5.0, 1.0)]
    assert "states no unit of weight" in found.files[0].notes[0]


def test_a_yearly_table_is_yearly(trade: Reader) -> None:
    found = trade(TITLE + PORTAL + '2019,2501001000,소금,일본,0,0,60,"12,000",0\n')
    assert rows(found, "month", "frequency") == [("2019", "year")]


def test_a_country_that_is_none_is_refused_with_its_line(refusal: Any) -> None:
    said = refusal(TITLE + PORTAL + PORTAL_ROWS + "2019.07,2501001000,소금,무릉도원,0,0,1,1,0\n")
    assert "line 8, 국가: '무릉도원' is no country of the list of names" in said


def test_countries_may_be_coded_and_notes_may_have_commas(trade: Reader) -> None:
    heading = "기간,국가코드,HS코드,수출중량(톤),수출금액(천불),수입중량(톤),수입금액(천불)\n"
    text = heading + '2019.07,NA,2501001000,0,0,5,"1,000"\n※ 단위: 톤, 천불\n'
    found = trade(text, encoding="cp949")
    assert rows(found, *FIGURES) == [("2019-07", "KOR", "NAM", 5.0, 1.0)]
    assert left_out(found)["notes above or below the table"] == 1
