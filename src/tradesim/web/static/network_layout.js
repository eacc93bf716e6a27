/** Where suppliers, flows and buyers stand in the two columns of the network. */

const SUPPLIER_SLOT = 38;
const BUYER_SLOT = 64;
const BAR = 6;

/**
 * Lay out the columns.
 * @param {Object} network suppliers and buyers of the page
 * @param {Array<Object>} runs those on show; they share one scale
 * @param {number} width pixels
 */
export function networkLayout(network, runs, width) {
  const [suppliers, buyers] = [network.suppliers.length, network.buyers.length];
  const height = Math.max(suppliers * SUPPLIER_SLOT, buyers * BUYER_SLOT) + 8;
  const most = largestNodes(suppliers, buyers, runs);
  const slots = { supplier: (height - 8) / suppliers, buyer: (height - 8) / buyers };
  const thickness = Math.min(
    Math.min(slots.supplier - 8, 54) / most.supplier,
    Math.min(slots.buyer - 10, 90) / most.buyer,
  );
  const labelLeft = clamp(0.31 * width, 92, 180);
  const labelRight = clamp(0.32 * width, 108, 190);
  return {
    width,
    height,
    thickness,
    labelLeft,
    labelRight,
    bar: BAR,
    mostStock: most.stock,
    left: labelLeft,
    right: width - labelRight,
    supplierY: (index) => 4 + (index + 0.5) * slots.supplier,
    buyerY: (index) => 4 + (index + 0.5) * slots.buyer,
  };
}

function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value));
}

function largestNodes(suppliers, buyers, runs) {
  const most = { supplier: 1e-9, buyer: 1e-9, stock: 1e-9 };
  for (const { network } of runs) {
    for (const flows of network.flow) {
      const totals = nodeTotals(flows, suppliers, buyers);
      most.supplier = Math.max(most.supplier, ...totals.supplier);
      most.buyer = Math.max(most.buyer, ...totals.buyer);
    }
    for (const stocks of network.stock)
      most.stock = Math.max(most.stock, ...stocks.map((stock) => stock ?? 0));
  }
  return most;
}

/**
 * Add up the flows of a week by supplier and by buyer.
 * @param {number[]} flows supplier by supplier, each over all buyers
 */
function nodeTotals(flows, suppliers, buyers) {
  const totals = { supplier: new Array(suppliers).fill(0), buyer: new Array(buyers).fill(0) };
  flows.forEach((flow, link) => {
    totals.supplier[Math.floor(link / buyers)] += flow ?? 0;
    totals.buyer[link % buyers] += flow ?? 0;
  });
  return totals;
}

/**
 * Return the course of every flow of a week; flows stack up at both ends without overlap.
 * @returns {{links: Array<{d: string, thickness: number}>, totals: Object}}
 */
export function flowCourses(flows, suppliers, buyers, layout) {
  const totals = nodeTotals(flows, suppliers, buyers);
  const start = totals.supplier.map(
    (total, index) => layout.supplierY(index) - (total * layout.thickness) / 2,
  );
  const end = totals.buyer.map(
    (total, index) => layout.buyerY(index) - (total * layout.thickness) / 2,
  );
  const [x1, x2] = [layout.left + BAR, layout.right];
  const middle = (x1 + x2) / 2;
  const links = flows.map((flow, link) => {
    const [supplier, buyer] = [Math.floor(link / buyers), link % buyers];
    const thickness = (flow ?? 0) * layout.thickness;
    const [y1, y2] = [start[supplier] + thickness / 2, end[buyer] + thickness / 2];
    start[supplier] += thickness;
    end[buyer] += thickness;
    return { d: `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}`, thickness };
  });
  return { links, totals };
}
