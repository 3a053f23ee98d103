package studio.backline.plugins.crm.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.privacy.NotPersonal;
import studio.backline.contract.privacy.Searchable;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.contact.ContactPoint;

@Entity
@Table(name = "organisation")
@SqlResultSetMapping(
        name = "organisation_row",
        columns = {
            @ColumnResult(name = "id", type = UUID.class),
            @ColumnResult(name = "name", type = String.class),
            @ColumnResult(name = "city", type = String.class),
            @ColumnResult(name = "name_key", type = String.class)
        })
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
        city = details.city();
        country = details.country();
        searchText =
                Folding.searchable(name + ' ' + city + ContactPoint.searched(details.contacts()));
        changedAt = now;
    }

    String name() {
        return name;
    }

    String city() {
        return city;
    }

    String country() {
        return country;
    }

    Instant changedAt() {
        return changedAt;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }
}
