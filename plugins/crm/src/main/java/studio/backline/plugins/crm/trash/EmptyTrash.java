package studio.backline.plugins.crm.trash;

import jakarta.persistence.EntityManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.subject.Subjects;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.SqlValues;

/** Forgets for good, each night, what nobody brought back in time. */
class EmptyTrash implements JobHandler {

    static final String TYPE = "crm.empty-trash";

    private static final int TRIES = 5;

    private final PersonTrash people;
    private final OrganisationTrash organisations;
    private final Texts texts;
    private final TransactionTemplate transaction;

    EmptyTrash(
            EntityManager entities,
            Subjects subjects,
            ConsentLedger ledger,
            Texts texts,
            PlatformTransactionManager transactions) {
        this.people = new PersonTrash(entities, subjects, ledger);
        this.organisations = new OrganisationTrash(entities);
        this.texts = texts;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String run(JobRun run) {
        transaction.executeWithoutResult(
                status -> {
                    people.purge(SqlValues.now());
                    organisations.purge(SqlValues.now());
                });
        return texts.get("crm.trash.emptied");
    }

    @Override
    public int tries() {
        return TRIES;
    }
}
