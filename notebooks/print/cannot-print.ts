/** Why a report cannot be made, in a sentence for whoever asked; anything else thrown is our bug. */

/** An unknown area or year, no browser, no Chinese font: the message says what to do. */
export class CannotPrint extends Error {}
