/** A shape, a colour and always the words. */
export interface StatusLook {
  readonly shape: "circle" | "diamond" | "square" | "ring";
  readonly colour: "green" | "amber" | "red" | "grey";
  readonly label: string;
}

const PATHS = {
  circle: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  diamond: <path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="currentColor" />,
  square: <rect x="2.4" y="2.4" width="11.2" height="11.2" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2.2" />,
} as const;

export const StatusMark = ({ status }: { status: StatusLook }) => (
  <span class="status">
    <svg class={`mark ${status.colour}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">{PATHS[status.shape]}</svg>
    <span>{status.label}</span>
  </span>
);
