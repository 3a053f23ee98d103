package studio.backline.plugins.crm.person.ui;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.PersonProfile;

/** Reads from the ledger how things stand for a person and for each of the addresses. */
final class ConsentReading {

    private final ConsentLedger ledger;
    private final TransactionTemplate reading;

    ConsentReading(ConsentLedger ledger, PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    Answer of(PersonProfile person) {
        return Objects.requireNonNull(
                reading.execute(
                        status ->
                                new Answer(
                                        ledger.standing(person.id()),
                                        ledger.suppressions(
                                                Channel.EMAIL,
                                                person.details().contacts().stream()
                                                        .filter(p -> p.kind() == ContactKind.MAIL)
                                                        .map(point -> point.normalised(""))
                                                        .toList()))));
    }

    /**
     * How things stand.
     *
     * @param person by channel
     * @param mails by address, whoever has it
     */
    record Answer(Map<Channel, Standing> person, Map<String, Standing> mails) {

        /** The strictest of what holds for the person and for the address; empty for nothing. */
        Optional<Standing> under(ContactPoint point) {
            return switch (point.kind()) {
                case MAIL ->
                        Stream.of(
                                        Optional.ofNullable(person.get(Channel.EMAIL)),
                                        Optional.ofNullable(mails.get(point.normalised(""))))
                                .flatMap(Optional::stream)
                                .reduce(Standing::stricter);
                case PHONE -> Optional.ofNullable(person.get(Channel.PHONE));
                case HANDLE, WEB -> Optional.empty();
            };
        }
    }
}
