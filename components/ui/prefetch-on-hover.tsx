"use client";
// A link whose page is fetched ahead when the pointer or the focus comes to it, and not when it comes into view: a page of
// the desk has dozens, and each fetched ahead is a page that the desk renders for nobody.
import Link from "next/link";
import { type ComponentProps, useState } from "react";

export function PrefetchLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  const [isNear, setNear] = useState(false);
  const near = () => setNear(true);
  return <Link {...props} prefetch={isNear ? null : false} onPointerEnter={near} onFocus={near} />;
}
