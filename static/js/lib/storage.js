// localStorage that never throws: some browsers forbid it, some are full.

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing is kept then; the form works all the same.
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // It was never kept.
  }
}
