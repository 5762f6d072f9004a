import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ListTools } from "@/components/payment-list/list-tools";
import { PaymentList } from "@/components/payment-list/payment-list";
import { ClientMessages } from "@/components/shell/client-messages";
import { recordCustomerView } from "@/lib/audit/customer-views";
import { page } from "@/lib/auth/entry";
import { withPerson } from "@/lib/auth/with-origin";
import { appContext } from "@/lib/context";
import { listPayments } from "@/lib/db/queries/payment-list/list-payments";
import { viewsFor } from "@/lib/db/queries/payment-list/saved-views";
import { paymentSums } from "@/lib/db/queries/payment-list/sums";
import { outdatedWebhooksWithinWeek } from "@/lib/db/queries/webhook-warning";
import { readPaymentFilter } from "@/lib/domain/payment/payment-filter";
import { may } from "@/lib/domain/people/permissions";
import { one } from "../../../address";
import { columnsOfBrowser, densityOfBrowser } from "../../../appearance";
import { setDisplay } from "../../../preferences";
import { findAtPortOneAction, pullAgain } from "../actions";
import { deleteViewAction, editViewAction, saveViewAction } from "../view-actions";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("paymentList"))("title") };
}

export default async function PaymentsPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const params = await searchParams;
  const { filter, problems } = readPaymentFilter(params);
  const readAt = Date.now();
  const list = await listPayments(appContext().database.db, {
    filter,
    after: one(params.after) || null,
    before: one(params.before) || null,
    seesCustomers: may(actor.role, "customers:read"),
  });
  await withPerson((person) =>
    recordCustomerView(appContext().database.db, person, {
      of: "list",
      filter,
      rows: list.rows.length,
      place: `${one(params.after)} ${one(params.before)}`,
    }),
  );
  const columns = await columnsOfBrowser();
  return (
    <ClientMessages of="paymentList">
      <PaymentList
        page={list}
        sums={await paymentSums(appContext().database.db, filter)}
        readAt={readAt}
        problems={problems}
        findAtPortOne={findAtPortOneAction}
        pullAgain={may(actor.role, "refunds:request") ? pullAgain : null}
        columns={columns}
        tools={
          <ListTools
            page={list}
            views={await viewsFor(appContext().database.db, actor)}
            mayShare={may(actor.role, "views:share")}
            mayExport={may(actor.role, "payments:export")}
            display={{ density: await densityOfBrowser(), columns, setDisplay }}
            {...{ saveView: saveViewAction, editView: editViewAction, deleteView: deleteViewAction }}
          />
        }
        oldWebhooks={await outdatedWebhooksWithinWeek(appContext().database.db)}
      />
    </ClientMessages>
  );
}
