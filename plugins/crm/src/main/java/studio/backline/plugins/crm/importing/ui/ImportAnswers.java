package studio.backline.plugins.crm.importing.ui;

import java.util.Optional;
import java.util.Set;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.importing.ImportPlan;

/**
 * What was answered in the step of permission, whole or not: going back to the columns loses none.
 *
 * @param since a day as its field has it; may be empty
 */
record ImportAnswers(
        Optional<LawfulBasis> basis,
        String source,
        String since,
        Set<PartyRole> roles,
        Set<String> tags,
        Optional<String> country) {

    static final ImportAnswers NONE =
            new ImportAnswers(Optional.empty(), "", "", Set.of(), Set.of(), Optional.empty());

    /** Those of a plan that was rehearsed. */
    static ImportAnswers of(ImportPlan plan) {
        return new ImportAnswers(
                plan.basis(),
                plan.source(),
                plan.since().toString(),
                plan.roles(),
                plan.tags(),
                Optional.of(plan.country()).filter(code -> !code.isEmpty()));
    }
}
