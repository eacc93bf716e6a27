/** Runs kept in the file itself: gzip, base64, and series as small whole steps. */

const NO_VALUE = -32768;

/**
 * Unpack the block of runs.
 * @param {string} text base64
 * @returns {Promise<function(number[]): Object>} the run at, or next to, slider positions
 */
export async function openBakedRuns(text) {
  const bytes = await unpack(text);
  const headerLength = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  const steps = new Int16Array(bytes.slice(4 + headerLength).buffer);
  return (positions) => restoreRun(header, steps, runIndex(header.grid, positions));
}

async function unpack(text) {
  const zipped = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function shapeSize(shape) {
  return shape.reduce((size, length) => size * length, 1);
}

/** Return the number of the baked run nearest to some positions, lever by lever. */
function runIndex(grid, positions) {
  return grid.reduce((index, kept, lever) => {
    const away = kept.map((position) => Math.abs(position - positions[lever]));
    return index * kept.length + away.indexOf(Math.min(...away));
  }, 0);
}

/** Array stands after array; within it one block for each of the worlds that runs share. */
function restoreRun(header, steps, index) {
  const run = structuredClone(header.runs[index]);
  let start = 0;
  for (const array of header.arrays) {
    const size = shapeSize(array.shape);
    setPath(run, array.path, readArray(array, steps, start + header.data[index] * size));
    start += header.blocks * size;
  }
  run.sentences = run.sentences.map(([week, text]) => [week, header.texts[text]]);
  return run;
}

function setPath(run, path, value) {
  let holder = run;
  for (const key of path.slice(0, -1)) holder = holder[key] ??= {};
  holder[path[path.length - 1]] = value;
}

function readArray({ shape, scale, offset }, steps, start) {
  const [weeks, columns = 1] = shape;
  const series = [];
  for (let column = 0; column < columns; column += 1) {
    series.push(
      readSeries(
        steps.subarray(start + column * weeks, start + (column + 1) * weeks),
        scale,
        offset,
      ),
    );
  }
  if (shape.length === 1) return series[0];
  return series.length
    ? series[0].map((_, week) => series.map((line) => line[week]))
    : new Array(weeks).fill([]);
}

function readSeries(steps, scale, offset) {
  let sum = 0;
  return Array.from(steps, (step) => {
    if (step === NO_VALUE) return null;
    sum += step;
    return offset + scale * sum;
  });
}
