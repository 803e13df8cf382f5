/** A few numbers side by side, each over what it means. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** The counts that a share comes from. */
  readonly behind?: string;
}

export const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <dl class="stats">
    {figures.map(({ label, value, behind }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          <span class="serif numbers">{value}</span>
          {behind !== undefined && <span class="quiet numbers behind">{behind}</span>}
        </dd>
      </div>
    ))}
  </dl>
);
