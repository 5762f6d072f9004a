// Signing out, as the screens do it.
/** Where a form of HTML signs its person out; the answer clears what the desk keeps in the browser. */
export const signOutPath = "/api/sign-out";
export const signOutEverywherePath = `${signOutPath}?everywhere`;

/** Signs out from where there is no form, and leaves the page. */
export function submitSignOut(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = signOutPath;
  document.body.append(form);
  form.submit();
}
