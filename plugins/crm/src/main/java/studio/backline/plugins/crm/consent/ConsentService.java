package studio.backline.plugins.crm.consent;

import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.PersonProfile;

/** Reads from the core's ledger how people stand, and opens addresses that work again. */
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
                ledger.suppressions(
                        Channel.EMAIL,
                        person.details().contacts().stream()
                                .filter(point -> point.kind() == ContactKind.MAIL)
                                .map(point -> point.normalised(""))
                                .toList()));
    }

    /**
     * Opens an address for mail that bounced, for everybody who has it. What anybody said stays.
     * Needs {@code crm.edit}.
     *
     * @param mail one of the person's
     * @param reason why it works again; kept in the person's ledger
     * @return whether there was a bounce to lift
     */
    public boolean liftBounce(SubjectId person, ContactPoint mail, String reason) {
        permissions.require(CrmPermissions.EDIT);
        PlainText.required("reason", reason, MAX_REASON);
        String address = mail.normalised("");
        if (!has(person, address)) {
            throw new RefusedInputException("mail", Problem.NOT_THEIRS, 0);
        }
        boolean lifted = ledger.liftBounce(person, Channel.EMAIL, address, reason.strip());
        if (lifted) {
            audit.record("crm.bounce-lifted", person.value(), Map.of());
        }
        return lifted;
    }

    private boolean has(SubjectId person, String address) {
        return !entities.createNativeQuery(
                        """
                        select id from contact_point
                        where person_id = :person and kind = 'mail' and normalised = :address
                        """,
                        UUID.class)
                .setParameter("person", person.value())
                .setParameter("address", address)
                .getResultList()
                .isEmpty();
    }
}
