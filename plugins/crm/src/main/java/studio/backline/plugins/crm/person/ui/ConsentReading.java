package studio.backline.plugins.crm.person.ui;

import java.util.Map;
import java.util.Objects;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;

/** Reads from the ledger how things stand for a person. */
final class ConsentReading {

    private final ConsentLedger ledger;
    private final TransactionTemplate reading;

    ConsentReading(ConsentLedger ledger, PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    Map<Channel, Standing> of(SubjectId person) {
        return Objects.requireNonNull(reading.execute(status -> ledger.standing(person)));
    }
}
