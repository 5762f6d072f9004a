import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertSettings } from "@/components/settings/alert-settings";
import { ApprovalSettingsSection } from "@/components/settings/approval-settings";
import { PolicySettings } from "@/components/settings/policy-settings";
import { ReasonSettings } from "@/components/settings/reason-settings";
import { RetentionSettings } from "@/components/settings/retention-settings";
import { PageHeading } from "@/components/ui/page-heading";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { listChannels } from "@/lib/db/queries/alert-channels";
import { approvalSettingsPage } from "@/lib/db/queries/approval-settings";
import { currenciesOf, paymentKinds, pgsInUse } from "@/lib/db/queries/payment-list/kinds";
import { listRoles } from "@/lib/db/queries/roles";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import { listReasons } from "@/lib/db/settings/read-reasons";
import { retentionOf } from "@/lib/db/settings/read-retention";
import { signInPath } from "@/lib/domain/next-path";
import { deleteChannelAction, saveChannelAction, testChannelAction } from "./alert-actions";
import {
  deleteApprovalRuleAction,
  previewApprovalRuleAction,
  saveApprovalRuleAction,
  saveApprovalSettingsAction,
} from "./approval-actions";
import { removeOverrideAction, setOverrideAction } from "./policy-actions";
import { orderReasonsAction, saveReasonAction, setReasonActiveAction } from "./reason-actions";
import { previewRetentionAction, saveRetentionAction } from "./retention-actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell"))("settings") };
}

export default async function Page() {
  await page("settings:manage");
  const t = await getTranslations("shell");
  const pgs = await pgsInUse(appContext().database.db);
  const currencies = currenciesOf(await paymentKinds(appContext().database.db));
  return (
    <>
      <PageHeading title={t("settings")} />
      <ReasonSettings
        reasons={await listReasons(appContext().database.db)}
        saveReason={saveReasonAction}
        setReasonActive={setReasonActiveAction}
        orderReasons={orderReasonsAction}
        signInHref={signInPath("/settings")}
      />
      <ApprovalSettingsSection
        {...(await approvalSettingsPage(appContext().database.db))}
        pgs={pgs}
        currencies={currencies}
        roles={await listRoles(appContext().database.db)}
        saveRule={saveApprovalRuleAction}
        deleteRule={deleteApprovalRuleAction}
        previewRule={previewApprovalRuleAction}
        saveSettings={saveApprovalSettingsAction}
        signInHref={signInPath("/settings")}
      />
      <AlertSettings
        channels={await listChannels(appContext().database.db)}
        currencies={currencies}
        hasMail={appContext().mailer !== null}
        saveChannel={saveChannelAction}
        deleteChannel={deleteChannelAction}
        testChannel={testChannelAction}
        signInHref={signInPath("/settings")}
      />
      <PolicySettings
        overrides={await activeOverrides(appContext().database.db)}
        pgsInUse={pgs}
        setOverride={setOverrideAction}
        removeOverride={removeOverrideAction}
        signInHref={signInPath("/settings")}
      />
      <RetentionSettings
        retention={await retentionOf(appContext().database.db)}
        saveRetention={saveRetentionAction}
        previewRetention={previewRetentionAction}
        signInHref={signInPath("/settings")}
      />
    </>
  );
}
