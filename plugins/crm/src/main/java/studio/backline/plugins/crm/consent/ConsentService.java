package studio.backline.plugins.crm.consent;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.PersonProfile;

/** Reads from the core's ledger how people stand, and opens addresses again. */
@Transactional
public class ConsentService {

    /** The longest reason, in characters. */
    public static final int MAX_REASON = 200;

    private final EntityManager entities;
    private final ConsentLedger ledger;
    private final Permissions permissions;
    private final AuditTrail audit;

    ConsentService(
            EntityManager entities,
            ConsentLedger ledger,
            Permissions permissions,
            AuditTrail audit) {
        this.entities = entities;
        this.ledger = ledger;
        this.permissions = permissions;
        this.audit = audit;
    }

    /** How things stand for a person and for each of the addresses. Needs {@code crm.view}. */
    @Transactional(readOnly = true)
    public Standings of(PersonProfile person) {
        permissions.require(CrmPermissions.VIEW);
        return new Standings(
                ledger.standing(person.id()),
                ledger.closedTo(
                        person.id(), Channel.EMAIL, addresses(person.details().contacts())));
    }

    /** How things stand for addresses themselves, whoever has them. Needs {@code crm.view}. */
    @Transactional(readOnly = true)
    public Standings of(List<ContactPoint> contacts) {
        permissions.require(CrmPermissions.VIEW);
        return new Standings(Map.of(), ledger.suppressions(Channel.EMAIL, addresses(contacts)));
    }

    private static List<String> addresses(List<ContactPoint> contacts) {
        return contacts.stream()
                .filter(point -> point.kind() == ContactKind.MAIL)
                .map(point -> point.normalised(""))
                .toList();
    }

    /**
     * Opens an address for mail: one that bounced for everybody who has it, one that somebody else
     * refused for this person alone. What the person said stays. Needs {@code crm.edit}.
     *
     * @param mail one of the person's
     * @param reason why; kept in the person's ledger
     * @return whether there was anything to open
     */
    public boolean open(SubjectId person, ContactPoint mail, String reason) {
        permissions.require(CrmPermissions.EDIT);
        PlainText.required("reason", reason, MAX_REASON);
        String address = mail.normalised("");
        List<String> mails = mails(person);
        if (!mails.contains(address)) {
            throw new RefusedInputException("mail", Problem.NOT_THEIRS, 0);
        }
        Optional.ofNullable(ledger.standing(person).get(Channel.EMAIL))
                .filter(known -> known.state() == State.BOUNCED)
                .ifPresent(known -> closeOthers(person, mails, address, known));
        boolean opened = ledger.open(person, Channel.EMAIL, address, reason.strip());
        if (opened) {
            audit.record("crm.address-opened", person.value(), Map.of());
        }
        return opened;
    }

    /** An old bounce may be of any address: that one works again says nothing of the others. */
    private void closeOthers(
            SubjectId person, List<String> mails, String address, Standing bounced) {
        ledger.record(
                mails.stream()
                        .filter(mail -> !mail.equals(address))
                        .map(
                                mail ->
                                        new ConsentRecord(
                                                person,
                                                Channel.EMAIL,
                                                ConsentEvent.BOUNCED,
                                                Optional.empty(),
                                                bounced.source(),
                                                bounced.since(),
                                                Optional.of(mail)))
                        .toList());
    }

    private List<String> mails(SubjectId person) {
        return entities.createNativeQuery(
                        """
                        select distinct normalised from contact_point
                        where person_id = :person and kind = 'mail'
                        """,
                        String.class)
                .setParameter("person", person.value())
                .getResultList();
    }
}
