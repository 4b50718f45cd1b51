/**
 * How much a button or link asks for: one `primary` in a view, `secondary` for the rest, `quiet`
 * without a border for what stands beside another.
 */
export type ControlVariant = 'primary' | 'secondary' | 'quiet';
