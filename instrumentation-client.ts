// Next runs this file in the browser before it hydrates a page. Firefox cancels the requests of a page that is being left while
// the page still runs. Next's router takes a cancelled request for a failure: it goes back to the address of the request, or
// shows its error page. Failures are therefore held back while a page is being left (docs/decisions/045).

/**
 * A page that is still here after this time stays: a download began, or the person cancelled. A failure before a slow next
 * page arrives would bring the person back.
 */
const stayMs = 60_000;
let stayed: Promise<void> | undefined;

window.addEventListener("beforeunload", () => {
  stayed = new Promise((resolve) => setTimeout(resolve, stayMs));
});

async function held<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    await stayed;
    throw error;
  }
}

const load = window.fetch.bind(window);
window.fetch = (...request) => held(load(...request));

// The router reads the body of a response while it arrives.
const reader = ReadableStreamDefaultReader.prototype;
const { read } = reader;
reader.read = function () {
  return held(read.call(this));
};
