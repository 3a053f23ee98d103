package studio.backline.plugins.crm.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.privacy.NotPersonal;
import studio.backline.contract.privacy.Searchable;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.PartyRole;

@Entity
@Table(name = "organisation")
@NotPersonal("an organisation, not a person")
@Searchable(
        column = "search_text",
        sort = {"name_key"})
class StoredOrganisation {

    @Id private UUID id;

    @Column(nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "search_text", nullable = false)
    private String searchText;

    /** Codes with spaces between. */
    @Column(nullable = false)
    private String roles;

    @Column(nullable = false)
    private String mail;

    @Column(nullable = false)
    private String phone;

    @Column(nullable = false)
    private String web;

    @Column(nullable = false)
    private String city;

    @Column(nullable = false)
    private String country;

    @Column(name = "changed_at", nullable = false)
    private Instant changedAt;

    @Version
    @Column(nullable = false)
    private @Nullable Long version;

    protected StoredOrganisation() {}

    StoredOrganisation(UUID id) {
        this.id = id;
    }

    void apply(OrganisationDetails details, Instant now) {
        name = details.name();
        nameKey = OrganisationKeys.key(name);
        roles =
                details.roles().stream()
                        .sorted()
                        .map(PartyRole::code)
                        .collect(Collectors.joining(" "));
        mail = details.mail();
        phone = details.phone();
        web = details.web();
        city = details.city();
        country = details.country();
        searchText = Folding.searchable(String.join(" ", name, city, mail));
        changedAt = now;
    }

    Organisation organisation(long people) {
        return new Organisation(
                new OrganisationId(id),
                new OrganisationDetails(name, roles(), mail, phone, web, city, country),
                people,
                version(),
                changedAt,
                new OrganisationAnchor(nameKey, id));
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    private Set<PartyRole> roles() {
        return Arrays.stream(roles.split(" "))
                .flatMap(code -> PartyRole.ofCode(code).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
