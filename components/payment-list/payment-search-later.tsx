"use client";
// Loaded only on the page of a payment that does not exist: the page of a payment has no search of its own.
import dynamic from "next/dynamic";
import { optionalPart } from "@/components/ui/optional-part";

const Search = dynamic(() => import("./payment-search").then((file) => file.PaymentSearch));

export const LazyPaymentSearch = optionalPart(Search);
