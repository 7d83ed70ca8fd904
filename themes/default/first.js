// Runs before anything is painted, so it is small and stands in a file of its
// own: the colours that the reader chose, so that no page flashes, and a mark
// that scripts run, so that nothing moves when reader.js brings its switches.
{
  const root = document.documentElement;
  root.classList.add('scripted');
  try {
    const colours = localStorage.getItem('wellsourced-colours');
    if (colours) root.dataset.colours = colours;
  } catch {
    // A browser may forbid it; then the device decides.
  }
}
