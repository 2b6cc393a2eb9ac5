/// What every page of a report is dressed in.
enum ReportPage {
  static let style: StaticString = """
    :root { color-scheme: light; --ink: #1b1f24; --line: #b8bfc8; --fill: #2f6aa8; --pale: #a9c4e0; }
    body { margin: 2rem auto; padding: 0 1rem; max-width: 70rem; color: var(--ink); background: #fff;
      font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
    h1 { font-size: 1.5rem; margin: 0; text-align: center; }
    header p { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2rem; margin: .5rem 0 1rem; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top;
      font-weight: normal; }
    .text { min-width: 4em; max-width: 20em; overflow-wrap: break-word; }
    .wide { overflow-x: auto; }
    .number { text-align: right; white-space: nowrap; }
    thead .number { white-space: normal; min-width: 3em; }
    thead th { background: #eef2f6; vertical-align: bottom; font-weight: 600; }
    thead span { cursor: pointer; }
    thead span:focus-visible { outline: 2px solid var(--fill); outline-offset: 2px; }
    th[aria-sort] span::after { content: " \\2191"; }
    th[aria-sort=descending] span::after { content: " \\2193"; }
    tfoot th, tfoot td { background: #f6f8fa; font-weight: 600; }
    .notes { margin: .75rem 0; padding-left: 1.2rem; font-size: .9em; }
    .charts { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; margin-bottom: 1.25rem; }
    figure { margin: 0; flex: 1 1 300px; max-width: 380px; }
    .whole { flex-basis: 100%; max-width: 760px; }
    figcaption { font-size: .9em; }
    svg { width: 100%; height: auto; font: 13px "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; fill: var(--ink); }
    .bar { fill: var(--fill); }
    .short { fill: var(--pale); stroke: var(--fill); }
    .goal { stroke: var(--ink); stroke-width: 2; }
    .mark { stroke: var(--ink); stroke-dasharray: 2 2; }
    .track { fill: #eef2f6; }
    .ahead { fill: none; stroke: var(--fill); stroke-dasharray: 3 3; }
    .base { stroke: var(--line); }
    .small { font-size: 11px; text-anchor: middle; paint-order: stroke; stroke: #fff; stroke-width: 3; }
    footer dl { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1.5rem; margin: 1.5rem 0 0; }
    footer div { display: flex; gap: .5rem; }
    dd { margin: 0; min-width: 6rem; border-bottom: 1px solid var(--ink); }
    @media print {
      body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
      .wide { overflow: visible; }
      thead { display: table-header-group; }
      tfoot { display: table-row-group; }
      tr, figure, footer { break-inside: avoid; }
      th[aria-sort] span::after { content: none; }
      * { print-color-adjust: exact; }
    }

    """
  static let narrow: StaticString = "@page { size: A4; margin: 15mm; }"
  static let wide: StaticString =
    "@page { size: A4 landscape; margin: 12mm; } @media print { body { font-size: 9pt; } }"

  /// A click on a heading sorts by its column, another turns the order round; what is empty stays last.
  static let script: StaticString = """
    document.querySelectorAll('thead th').forEach((head, place) => {
      const sort = () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        head.parentNode.querySelectorAll('[aria-sort]').forEach(h => h.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const body = document.querySelector('tbody');
        const key = row => {
          const cell = row.cells[place];
          return head.className === 'number'
            ? (cell.dataset.value === undefined ? '' : Number(cell.dataset.value)) : cell.textContent;
        };
        const compare = (a, b) => typeof a === 'number' ? a - b : a.localeCompare(b, document.documentElement.lang);
        const rows = Array.from(body.rows, row => [key(row), row]);
        rows.sort(([a], [b]) => a === '' || b === '' ? (a === '') - (b === '') : down ? compare(b, a) : compare(a, b));
        body.append(...rows.map(([, row]) => row));
      };
      head.addEventListener('click', sort);
      head.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); sort(); }
      });
    });
    """
}
