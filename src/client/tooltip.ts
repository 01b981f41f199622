let tip: HTMLElement | undefined;

/**
 * Shows what a mark stands for beside the pointer. Every text is set as text: names in data are never markup.
 */
export function tooltip(_handler: unknown, event: MouseEvent, _item: unknown, value: unknown): void {
  if (value === null || value === undefined || value === "") {
    tip?.remove();
    return;
  }
  tip ??= Object.assign(document.createElement("div"), { className: "tip" });
  tip.replaceChildren(...rowsOf(value));
  document.body.append(tip);
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(event.clientX + 12, window.innerWidth - width - 8);
  const top =
    event.clientY + height + 24 > window.innerHeight ? event.clientY - height - 12 : event.clientY + 16;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${Math.max(8, top)}px`;
}

function rowsOf(value: unknown): readonly Node[] {
  if (typeof value !== "object" || value === null) return [document.createTextNode(String(value))];
  return Object.entries(value).map(([name, text]) => {
    const row = document.createElement("div");
    for (const part of [name, String(text)]) {
      row.append(Object.assign(document.createElement("span"), { textContent: part }));
    }
    return row;
  });
}
