package studio.backline.plugins.crm.consent;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.contact.PhoneNumber;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.person.PersonProfile;

/**
 * Reads from the core's ledger how people stand, records what they say against being written to,
 * and opens addresses again.
 */
@Transactional
public class ConsentService {

    /** The longest reason, in characters. */
    public static final int MAX_REASON = 200;

    private final EntityManager entities;
    private final ConsentLedger ledger;
    private final Subjects subjects;
    private final Permissions permissions;
    private final AuditTrail audit;

    ConsentService(
            EntityManager entities,
            ConsentLedger ledger,
            Subjects subjects,
            Permissions permissions,
            AuditTrail audit) {
        this.entities = entities;
        this.ledger = ledger;
        this.subjects = subjects;
        this.permissions = permissions;
        this.audit = audit;
    }

    /** How things stand for a person and for each of the addresses. Needs {@code crm.view}. */
    @Transactional(readOnly = true)
    public Standings of(PersonProfile person) {
        permissions.require(CrmPermissions.VIEW);
        Map<String, String> phones = phones(person.id());
        return new Standings(
                ledger.standing(person.id()),
                Map.of(
                        Channel.EMAIL,
                        ledger.closedTo(
                                person.id(), Channel.EMAIL, addresses(person.details().contacts())),
                        Channel.PHONE,
                        closed(person.id(), Channel.PHONE, phones),
                        Channel.SMS,
                        closed(person.id(), Channel.SMS, phones)));
    }

    /** How things stand for addresses themselves, whoever has them. Needs {@code crm.view}. */
    @Transactional(readOnly = true)
    public Standings of(List<ContactPoint> contacts) {
        permissions.require(CrmPermissions.VIEW);
        return new Standings(
                Map.of(),
                Map.of(Channel.EMAIL, ledger.suppressions(Channel.EMAIL, addresses(contacts))));
    }

    /**
     * Records that a person said no. It closes the person under all that these ways lead to, and
     * can not be taken back; their addresses are closed by themselves once they leave. Whom an
     * import brought is changed by it, and stays after its undo. Needs {@code crm.edit}.
     *
     * @param ways what they said no to
     * @throws PartyGoneException when there is none of that id any more
     */
    public void refuse(SubjectId person, Set<Channel> ways, SaidNo no) {
        permissions.require(CrmPermissions.EDIT);
        // Whoever deletes them meanwhile waits, and closes their addresses too.
        if (entities.createNativeQuery("update person set changed_at = :now where id = :person")
                        .setParameter("now", SqlValues.now())
                        .setParameter("person", person.value())
                        .executeUpdate()
                == 0) {
            throw new PartyGoneException(PartyRef.of(person));
        }
        ledger.record(ways.stream().map(way -> entry(person, way, no, Optional.empty())).toList());
        audit.record(
                "crm.no-recorded",
                person.value(),
                Map.of(
                        "channels",
                        String.join(",", ways.stream().map(Enum::name).sorted().toList())));
    }

    /**
     * Records a no to letters to addresses of an organisation, of whom no consent is kept: it
     * closes them for everybody who has them. Needs {@code crm.edit}.
     */
    public void refuse(OrganisationId organisation, Set<ContactPoint> mails, SaidNo no) {
        permissions.require(CrmPermissions.EDIT);
        SubjectId nobody = SubjectId.next();
        subjects.register(nobody, SubjectKind.OTHER);
        ledger.record(
                addresses(List.copyOf(mails)).stream()
                        .map(mail -> entry(nobody, Channel.EMAIL, no, Optional.of(mail)))
                        .toList());
        // The suppression of the addresses stays; a person whom nobody knows does not.
        subjects.withdraw(List.of(nobody));
        audit.record("crm.no-recorded", organisation.value(), Map.of("channels", "EMAIL"));
    }

    private static ConsentRecord entry(
            SubjectId person, Channel way, SaidNo no, Optional<String> address) {
        return new ConsentRecord(
                person, way, no.event(), Optional.empty(), no.source(), no.since(), address);
    }

    /** What is closed of phones, by these as they stand on the page. */
    private Map<String, Standing> closed(
            SubjectId person, Channel way, Map<String, String> phones) {
        Map<String, Standing> closed = ledger.closedTo(person, way, phones.values());
        Map<String, Standing> shown = new HashMap<>();
        phones.forEach(
                (phone, whole) -> {
                    Standing standing = closed.get(whole);
                    if (standing != null) {
                        shown.put(phone, standing);
                    }
                });
        return shown;
    }

    /** The person's phones as they are kept, where an import may have told their country. */
    private Map<String, String> phones(SubjectId person) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select value, normalised from contact_point
                                where person_id = :person and kind = 'phone'
                                """)
                        .setParameter("person", person.value())
                        .getResultList();
        Map<String, String> phones = new HashMap<>();
        SqlValues.rows(rows)
                .forEach(
                        row ->
                                phones.put(
                                        PhoneNumber.normalised(SqlValues.text(row[0]), ""),
                                        SqlValues.text(row[1])));
        return phones;
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
