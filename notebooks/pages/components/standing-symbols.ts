/** The shapes of above, below and no difference: a triangle up, one down, a circle. */
import type * as Plot from "npm:@observablehq/plot";
import type { Standing } from "./standing.js";

/** Plot has a triangle that points up; this is its mirror, for values below. */
export const trianglePointingDown: Plot.SymbolType = {
  draw(context: Parameters<Plot.SymbolImplementation["draw"]>[0], size: number) {
    const unit = Math.sqrt(size / (Math.sqrt(3) * 3));
    context.moveTo(0, unit * 2);
    context.lineTo(-Math.sqrt(3) * unit, -unit);
    context.lineTo(Math.sqrt(3) * unit, -unit);
    context.closePath();
  },
};

export const symbolOf: Readonly<Record<Standing, Plot.SymbolType>> = {
  high: "triangle",
  same: "circle",
  low: trianglePointingDown,
};
