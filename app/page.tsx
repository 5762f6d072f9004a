import { redirect } from "next/navigation";
import { page } from "@/lib/auth/entry";

export default async function HomePage() {
  await page("payments:read");
  redirect("/payments");
}
