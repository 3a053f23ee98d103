package studio.backline.plugins.crm.organisation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/** Keeps the organisations of the caller's workspace. */
@Transactional
public class OrganisationService {

    private static final int MAX_PAGE = 200;

    private final OrganisationRepository organisations;
    private final EntityManager entities;
    private final Permissions permissions;
    private final AuditTrail audit;

    OrganisationService(
            OrganisationRepository organisations,
            EntityManager entities,
            Permissions permissions,
            AuditTrail audit) {
        this.organisations = organisations;
        this.entities = entities;
        this.permissions = permissions;
        this.audit = audit;
    }

    /**
     * Organisations by name, in the order of the list. Needs {@code crm.view}.
     *
     * @param search words in any order; blank for all
     * @param anchor where the page begins, or ends when {@code backward}
     * @param limit at most 200
     */
    @Transactional(readOnly = true)
    public List<Organisation> page(
            String search, Optional<OrganisationAnchor> anchor, boolean backward, int limit) {
        permissions.require(CrmPermissions.VIEW);
        int rows = Math.clamp(limit, 1, MAX_PAGE);
        List<UUID> ids =
                search.isBlank()
                        ? listed(anchor, backward, rows)
                        : searched(search, anchor, backward, rows);
        List<UUID> ordered = backward ? ids.reversed() : ids;
        Map<UUID, StoredOrganisation> found =
                organisations.findByIdIn(ids).stream()
                        .collect(Collectors.toMap(StoredOrganisation::id, Function.identity()));
        Map<UUID, Long> people = people(ids);
        return ordered.stream()
                .map(id -> Optional.ofNullable(found.get(id)))
                .flatMap(Optional::stream)
                .map(stored -> stored.organisation(people.getOrDefault(stored.id(), 0L)))
                .toList();
    }

    /** One; empty when there is none of that id here. */
    @Transactional(readOnly = true)
    public Optional<Organisation> find(OrganisationId id) {
        permissions.require(CrmPermissions.VIEW);
        return organisations.findById(id.value()).map(this::organisation);
    }

    /**
     * Adds one. Needs {@code crm.edit}.
     *
     * @throws OrganisationExistsException when one of that name is there
     */
    public Organisation add(OrganisationDetails details) {
        permissions.require(CrmPermissions.EDIT);
        requireFree(details, Optional.empty());
        return save(new StoredOrganisation(OrganisationId.next().value()), details);
    }

    /**
     * Saves one. Needs {@code crm.edit}.
     *
     * @throws StaleOrganisationException when somebody else saved or deleted it in between
     * @throws OrganisationExistsException when another one has that name
     */
    public Organisation change(OrganisationId id, long version, OrganisationDetails details) {
        permissions.require(CrmPermissions.EDIT);
        StoredOrganisation stored =
                organisations
                        .lockById(id.value())
                        .orElseThrow(() -> new StaleOrganisationException(id, Optional.empty()));
        if (stored.version() != version) {
            throw new StaleOrganisationException(id, Optional.of(organisation(stored)));
        }
        requireFree(details, Optional.of(id.value()));
        return save(stored, details);
    }

    /**
     * Deletes one, and who is affiliated with it; the people stay. Needs {@code crm.edit}.
     *
     * @return whether there was one; somebody else may have been quicker
     */
    public boolean delete(OrganisationId id) {
        permissions.require(CrmPermissions.EDIT);
        boolean deleted = organisations.removeById(id.value()) > 0;
        if (deleted) {
            audit.record("crm.organisation-deleted", id.value(), Map.of());
        }
        return deleted;
    }

    private Organisation save(StoredOrganisation stored, OrganisationDetails details) {
        stored.apply(details, SqlValues.now());
        return organisation(organisations.saveAndFlush(stored));
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
        List<UUID> ids = List.of(stored.id());
        return stored.organisation(people(ids).getOrDefault(stored.id(), 0L));
    }

    private List<UUID> listed(Optional<OrganisationAnchor> anchor, boolean backward, int limit) {
        String direction = backward ? "desc" : "asc";
        String after =
                anchor.isEmpty()
                        ? ""
                        : " where (o.name_key, o.id) %s (:key, :id)"
                                .formatted(backward ? "<" : ">");
        Query query =
                entities.createNativeQuery(
                                "select o.id from organisation o"
                                        + after
                                        + " order by o.name_key %s, o.id %s"
                                                .formatted(direction, direction))
                        .setMaxResults(limit);
        anchor.ifPresent(at -> query.setParameter("key", at.key()).setParameter("id", at.id()));
        return ids(query);
    }

    private List<UUID> searched(
            String search, Optional<OrganisationAnchor> anchor, boolean backward, int limit) {
        List<String> words = Folding.words(search);
        if (words.isEmpty()) {
            return List.of();
        }
        return ids(
                entities.createNativeQuery(
                                """
                                select id from search_organisation(cast(:words as text[]),
                                    'name_key', cast(:after as text), cast(:afterId as uuid),
                                    :backward, :max)
                                """)
                        .setParameter("words", SqlArrays.texts(words))
                        .setParameter("after", anchor.map(OrganisationAnchor::key).orElse(null))
                        .setParameter("afterId", anchor.map(at -> at.id().toString()).orElse(null))
                        .setParameter("backward", backward)
                        .setParameter("max", limit));
    }

    private Map<UUID, Long> people(List<UUID> ids) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select organisation_id, count(*) from affiliation
                                where organisation_id = any(cast(:ids as uuid[]))
                                group by organisation_id
                                """)
                        .setParameter("ids", SqlArrays.uuids(ids))
                        .getResultList();
        return SqlValues.rows(rows)
                .collect(
                        Collectors.toMap(
                                row -> SqlValues.uuid(row[0]), row -> SqlValues.number(row[1])));
    }

    private static List<UUID> ids(Query query) {
        List<?> ids = query.getResultList();
        return ids.stream().map(SqlValues::uuid).toList();
    }
}
