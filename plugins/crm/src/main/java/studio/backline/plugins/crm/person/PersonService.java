package studio.backline.plugins.crm.person;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.AddressKeys;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.party.PartyQueries;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.trash.KeptNoes;
import studio.backline.plugins.crm.trash.PersonTrash;

/** Keeps the people of the caller's workspace. */
@Transactional
public class PersonService {

    /** The longest page. */
    public static final int MAX_PAGE = 200;

    private final PersonRepository people;
    private final PartyQueries queries;
    private final EntityManager entities;
    private final PersonParts parts;
    private final PersonTrash trash;
    private final KeptNoes noes;
    private final ConsentLedger ledger;
    private final Permissions permissions;
    private final Subjects subjects;
    private final AuditTrail audit;

    PersonService(
            PersonRepository people,
            EntityManager entities,
            Permissions permissions,
            Subjects subjects,
            ConsentLedger ledger,
            AuditTrail audit) {
        this.people = people;
        this.queries = new PartyQueries(entities, PartyTables.PERSON, PersonRow.COLUMNS);
        this.entities = entities;
        this.parts = new PersonParts(entities, new AddressKeys(ledger));
        this.trash = new PersonTrash(entities, subjects, ledger);
        this.noes = new KeptNoes(entities, subjects, ledger);
        this.ledger = ledger;
        this.permissions = permissions;
        this.subjects = subjects;
        this.audit = audit;
    }

    /**
     * A page of the list. Needs {@code crm.view}.
     *
     * @param anchor where the page begins, or ends when {@code backward}; empty for the first page,
     *     or the last
     * @param limit at most {@value #MAX_PAGE}
     */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public PartyPage<PersonRow> page(
            PartyFilter filter,
            PeopleSort sort,
            Optional<PartyAnchor> anchor,
            boolean backward,
            int limit) {
        permissions.require(CrmPermissions.VIEW);
        return queries.page(
                filter,
                sort.order(),
                anchor,
                backward,
                Math.clamp(limit, 1, MAX_PAGE),
                found -> PersonRow.of(found, entities, ledger, sort));
    }

    /** The letters that names begin with, at most so many. Needs {@code crm.view}. */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public List<String> letters(int most) {
        permissions.require(CrmPermissions.VIEW);
        return queries.letters(most);
    }

    /** How many the filter lets through; a search counts to 1,000 and no further. */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public long count(PartyFilter filter) {
        permissions.require(CrmPermissions.VIEW);
        return queries.count(filter);
    }

    /** One person; empty when there is none of that id here. Needs {@code crm.view}. */
    @Transactional(readOnly = true)
    public Optional<PersonProfile> find(SubjectId id) {
        permissions.require(CrmPermissions.VIEW);
        return people.findById(id.value()).map(this::profile);
    }

    /** Adds a person. Needs {@code crm.edit}. */
    public PersonProfile add(PersonDetails details) {
        permissions.require(CrmPermissions.EDIT);
        SubjectId id = SubjectId.next();
        Instant now = SqlValues.now();
        subjects.register(id, PartyRole.subjectKind(details.roles()));
        Person person = new Person(id.value(), now);
        person.apply(details, now);
        Person saved = people.saveAndFlush(person);
        parts.write(id.value(), details);
        return profile(saved);
    }

    /**
     * Saves a person. An address that somebody who said no loses by it is closed. Needs {@code
     * crm.edit}.
     *
     * @param version of the profile that was changed
     * @throws StalePersonException when somebody else saved in between; holds both versions
     * @throws PartyGoneException when there is none of that id any more
     */
    public PersonProfile change(SubjectId id, long version, PersonDetails details) {
        permissions.require(CrmPermissions.EDIT);
        parts.makeNames(details);
        Person person =
                people.lockById(id.value())
                        .orElseThrow(() -> new PartyGoneException(PartyRef.of(id)));
        if (person.version() != version) {
            throw new StalePersonException(profile(person), details);
        }
        person.apply(details, SqlValues.now());
        Person saved = people.saveAndFlush(person);
        noes.keepLost(List.of(id.value()), () -> parts.replace(id.value(), details));
        return profile(saved);
    }

    /**
     * Deletes a person. Can be taken back with {@link #restore} for 30 days; then nothing is left.
     * Needs {@code crm.edit}.
     *
     * @return whether there was one; somebody else may have been quicker
     */
    public boolean delete(SubjectId id) {
        permissions.require(CrmPermissions.EDIT);
        boolean deleted = trash.add(id.value(), SqlValues.now());
        if (deleted) {
            audit.record("crm.person-deleted", id.value(), Map.of());
        }
        return deleted;
    }

    /**
     * Takes a deletion back, notes and tags included. Needs {@code crm.edit}.
     *
     * @throws PartyGoneException when there is nothing to bring back, or the 30 days are over
     */
    public PersonProfile restore(SubjectId id) {
        permissions.require(CrmPermissions.EDIT);
        if (!trash.restore(id.value(), SqlValues.now())) {
            throw new PartyGoneException(PartyRef.of(id));
        }
        audit.record("crm.person-restored", id.value(), Map.of());
        return people.findById(id.value())
                .map(this::profile)
                .orElseThrow(() -> new PartyGoneException(PartyRef.of(id)));
    }

    private PersonProfile profile(Person person) {
        return new PersonProfile(
                new SubjectId(person.id()),
                parts.read(person),
                person.version(),
                person.createdAt(),
                person.changedAt());
    }
}
