/** Address for an HTML form that signs out; the response clears what the desk stores in the browser. */
export const signOutPath = "/api/sign-out";
export const signOutEverywherePath = `${signOutPath}?everywhere`;

/** Signs out where the page has no form, and leaves the page. */
export function submitSignOut(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = signOutPath;
  document.body.append(form);
  form.submit();
}
