package studio.backline.plugins.crm.organisation;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.permission.Permissions;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.AddressKeys;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.PartyOrder;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.party.PartyParts;
import studio.backline.plugins.crm.party.PartyQueries;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.party.RowParts;
import studio.backline.plugins.crm.tag.TagKeys;
import studio.backline.plugins.crm.trash.OrganisationTrash;

/** Keeps the organisations of the caller's workspace. */
@Transactional
public class OrganisationService {

    private static final int MAX_PAGE = 200;

    private final OrganisationRepository organisations;
    private final EntityManager entities;
    // Made before an organisation is locked, as imports do: else each could wait for the other.
    private final TagKeys tags;
    private final ConsentLedger ledger;
    private final PartyQueries queries;
    private final PartyParts parts;
    private final Affiliates affiliates;
    private final OrganisationTrash trash;
    private final Permissions permissions;
    private final AuditTrail audit;

    OrganisationService(
            OrganisationRepository organisations,
            EntityManager entities,
            Permissions permissions,
            ConsentLedger ledger,
            AuditTrail audit) {
        PartyTables tables = PartyTables.ORGANISATION;
        this.organisations = organisations;
        this.entities = entities;
        this.tags = new TagKeys(entities);
        this.ledger = ledger;
        this.queries = new PartyQueries(entities, tables, OrganisationRow.COLUMNS);
        this.parts = new PartyParts(entities, tables, new AddressKeys(ledger));
        this.affiliates = new Affiliates(entities);
        this.trash = new OrganisationTrash(entities);
        this.permissions = permissions;
        this.audit = audit;
    }

    /**
     * Organisations by name, in the order of the list. Needs {@code crm.view}.
     *
     * @param anchor where the page begins, or ends when {@code backward}
     * @param limit at most 200
     */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public PartyPage<OrganisationRow> page(
            PartyFilter filter, Optional<PartyAnchor> anchor, boolean backward, int limit) {
        permissions.require(CrmPermissions.VIEW);
        int size = Math.clamp(limit, 1, MAX_PAGE);
        return queries.page(filter, PartyOrder.NAME, anchor, backward, size, this::rows);
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

    /** One; empty when there is none of that id here. */
    @Transactional(readOnly = true)
    public Optional<Organisation> find(OrganisationId id) {
        permissions.require(CrmPermissions.VIEW);
        return organisations.findById(id.value()).map(this::organisation);
    }

    /**
     * Who is affiliated with it, by name. Needs {@code crm.view}.
     *
     * @param after the place behind which the page begins
     * @param limit at most 200
     */
    @Transactional(readOnly = true)
    public PartyPage<Affiliate> affiliates(
            OrganisationId id, Optional<PartyAnchor> after, int limit) {
        permissions.require(CrmPermissions.VIEW);
        return affiliates.page(id.value(), after, Math.clamp(limit, 1, MAX_PAGE));
    }

    /**
     * Adds one. Needs {@code crm.edit}.
     *
     * @throws OrganisationExistsException when one of that name is there
     */
    public Organisation add(OrganisationDetails details) {
        permissions.require(CrmPermissions.EDIT);
        requireFree(details, Optional.empty());
        tags.require(details.tags());
        return save(new StoredOrganisation(OrganisationId.next().value()), details);
    }

    /**
     * Saves one. Needs {@code crm.edit}.
     *
     * @throws StaleOrganisationException when somebody else saved it in between
     * @throws PartyGoneException when there is none of that id any more
     * @throws OrganisationExistsException when another one has that name
     */
    public Organisation change(OrganisationId id, long version, OrganisationDetails details) {
        permissions.require(CrmPermissions.EDIT);
        tags.require(details.tags());
        StoredOrganisation stored =
                organisations
                        .lockById(id.value())
                        .orElseThrow(() -> new PartyGoneException(id.party()));
        if (stored.version() != version) {
            throw new StaleOrganisationException(organisation(stored));
        }
        requireFree(details, Optional.of(id.value()));
        parts.remove(id.value());
        return save(stored, details);
    }

    /**
     * Deletes one, and who is affiliated with it; the people stay. Can be taken back with {@link
     * #restore} for 30 days. Needs {@code crm.edit}.
     *
     * @return whether there was one; somebody else may have been quicker
     */
    public boolean delete(OrganisationId id) {
        permissions.require(CrmPermissions.EDIT);
        boolean deleted = trash.add(id.value(), SqlValues.now());
        if (deleted) {
            audit.record("crm.organisation-deleted", id.value(), Map.of());
        }
        return deleted;
    }

    /**
     * Takes a deletion back: notes and tags, and those who were affiliated and are still here.
     * Needs {@code crm.edit}.
     *
     * @throws PartyGoneException when there is nothing to bring back, or the 30 days are over
     * @throws OrganisationExistsException when another one has its name by now
     */
    public Organisation restore(OrganisationId id) {
        permissions.require(CrmPermissions.EDIT);
        String name =
                trash.name(id.value(), SqlValues.now())
                        .orElseThrow(() -> new PartyGoneException(id.party()));
        if (!trash.restore(id.value())) {
            throw new OrganisationExistsException(name);
        }
        audit.record("crm.organisation-restored", id.value(), Map.of());
        return organisations
                .findById(id.value())
                .map(this::organisation)
                .orElseThrow(() -> new PartyGoneException(id.party()));
    }

    private Organisation save(StoredOrganisation stored, OrganisationDetails details) {
        stored.apply(details, SqlValues.now());
        StoredOrganisation saved = organisations.saveAndFlush(stored);
        parts.write(saved.id(), details.contacts(), details.roles(), details.tags());
        return organisation(saved);
    }

    private void requireFree(OrganisationDetails details, Optional<UUID> self) {
        organisations
                .findIdByKey(OrganisationKeys.key(details.name()))
                .filter(taken -> !self.equals(Optional.of(taken)))
                .ifPresent(
                        taken -> {
                            throw new OrganisationExistsException(details.name());
                        });
    }

    private Organisation organisation(StoredOrganisation stored) {
        UUID id = stored.id();
        return new Organisation(
                new OrganisationId(id),
                new OrganisationDetails(
                        stored.name(),
                        stored.city(),
                        stored.country(),
                        parts.roles(id),
                        parts.contacts(id),
                        parts.tags(id)),
                affiliates.count(List.of(id)).getOrDefault(id, 0L),
                stored.version(),
                stored.changedAt());
    }

    private List<OrganisationRow> rows(List<@Nullable Object[]> found) {
        List<UUID> ids = found.stream().map(row -> SqlValues.uuid(row[0])).toList();
        Map<UUID, Long> people = affiliates.count(ids);
        RowParts shown =
                RowParts.ofOrganisations(
                        entities, ids, mails -> ledger.suppressions(Channel.EMAIL, mails));
        return found.stream()
                .map(
                        row ->
                                OrganisationRow.of(
                                        row,
                                        shown,
                                        people.getOrDefault(SqlValues.uuid(row[0]), 0L)))
                .toList();
    }
}
