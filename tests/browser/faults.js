// What a person would see as broken on the page as it lies there now: a list of lines, empty when
// nothing is. Needs no library; axe-core looks for the rest.
(() => {
  const SLACK = 1;
  const TOUCH = 44;
  const BOXES = "td, th, dd, dt, li, a, label, button, .chip, .pill, .mark, .card, .message, .room";
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".vh, .skip, thead");
  const says = (one) => (one.textContent || one.ariaLabel || one.outerHTML).trim().replace(/\s+/g, " ").slice(0, 50);
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

  function wideTables() {
    return all("table").filter((table) => {
      const around = table.parentElement;
      const width = Math.max(table.scrollWidth, table.getBoundingClientRect().width);
      return width > around.clientWidth + SLACK;
    }).map((table) => `a table is wider than what holds it: ${says(table)}`);
  }

  function texts() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, data } = walker.currentNode;
      if (!data.trim() || parent.closest("script, style, template, option, .defs") || !shown(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      found.push({ parent, data, lines: [...range.getClientRects()].filter((line) => line.width > 0) });
    }
    return found;
  }

  const isShortened = (one) => {
    const style = getComputedStyle(one);
    return style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
  };

  function isWithinShortened(one, box) {
    for (let around = one; around !== box; around = around.parentElement) {
      if (isShortened(around)) return true;
    }
    return isShortened(box);
  }

  function edgesOf(box) {
    return (box.matches(".room") ? box.querySelector(".edge") : box).getBoundingClientRect();
  }

  // Text leaves the cell, button or room that it belongs to and lies upon its neighbour.
  function leaves({ parent, lines }) {
    if (parent.closest("[data-calendar]")) return false;
    const box = parent.closest(BOXES);
    if (!box || isWithinShortened(parent, box)) return false;
    const edges = edgesOf(box);
    return lines.some((line) => line.right > edges.right + SLACK || line.left < edges.left - SLACK
      || (box.matches(".room") && line.bottom > edges.bottom + SLACK));
  }

  // Text is cut off by something around it, or has to be scrolled to sideways.
  function isCut({ parent, lines }) {
    if (parent.closest("[data-calendar]")) return false; // scrolled along the time; its list has all
    for (let around = parent; around && around !== document.body; around = around.parentElement) {
      if (isShortened(around)) return false;
      const { overflowX, overflowY } = getComputedStyle(around);
      const edges = around.getBoundingClientRect();
      const across = overflowX !== "visible"
        && lines.some((line) => line.right > edges.right + SLACK || line.left < edges.left - SLACK);
      const down = /hidden|clip/.test(overflowY)
        && lines.some((line) => line.bottom > edges.bottom + SLACK || line.top < edges.top - SLACK);
      if (across || down) return true;
    }
    return false;
  }

  function misplacedTexts() {
    return texts().flatMap((text) => {
      const line = text.data.trim().slice(0, 50);
      return [
        ...(leaves(text) ? [`text leaves its box: ${line}`] : []),
        ...(isCut(text) ? [`text is cut: ${line}`] : []),
      ];
    });
  }

  function targetOf(control) {
    return control.closest("label, .input, .value-in, .search") || control;
  }

  // Links in running text and in tables are as high as their line; at the bench nothing is.
  function isInText(control) {
    return control.matches("a") && getComputedStyle(control).display === "inline";
  }

  // What a page is worked with, by gloves: of at least 15 mm; its links are as for a finger.
  const WORKED = ".btn, button, input, select, textarea, .bell, .unsent";

  function gloveSize() {
    const probe = document.body.appendChild(document.createElement("div"));
    probe.style.width = "var(--touch-min)";
    const { width } = probe.getBoundingClientRect();
    probe.remove();
    return width;
  }

  // By finger and with gloves, every control is at least 44 px both ways.
  function smallTargets() {
    const isBench = document.documentElement.dataset.density === "glove";
    const worked = isBench ? gloveSize() : TOUCH;
    if (!isBench && !matchMedia("(pointer: coarse)").matches) return [];
    return all("a[href], button, summary, input:not([type=hidden]), select, textarea")
      .filter((control) => isBench || !isInText(control))
      .map(targetOf)
      .filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        const least = target.matches(WORKED) || target.querySelector(WORKED) ? worked : TOUCH;
        return Math.min(width, height) < least - SLACK;
      })
      .map((target) => `too small to tap: ${says(target)}`);
  }

  const isWide = document.documentElement.scrollWidth > innerWidth;
  return [
    ...(isWide ? ["the page is wider than the screen"] : []),
    ...wideTables(),
    ...misplacedTexts(),
    ...smallTargets(),
  ];
})()
