package studio.backline.plugins.crm.person;

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
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.privacy.NotPersonal;
import studio.backline.contract.privacy.PersonalData;
import studio.backline.contract.privacy.Searchable;
import studio.backline.contract.privacy.SubjectPath;
import studio.backline.contract.subject.SubjectKind;

@Entity
@Table(name = "person")
@SqlResultSetMapping(
        name = "person_row",
        columns = {
            @ColumnResult(name = "id", type = UUID.class),
            @ColumnResult(name = "display_name", type = String.class),
            @ColumnResult(name = "stage_name", type = String.class),
            @ColumnResult(name = "city", type = String.class),
            @ColumnResult(name = "created_at", type = Instant.class),
            @ColumnResult(name = "changed_at", type = Instant.class),
            @ColumnResult(name = "name_key", type = String.class),
            @ColumnResult(name = "title", type = String.class)
        })
@SubjectPath("id")
@Searchable(
        column = "search_text",
        sort = {"name_key", "created_at", "changed_at"})
@PersonalData(
        value = DataCategory.NAME,
        of = {
            SubjectKind.FAN,
            SubjectKind.ARTIST,
            SubjectKind.COLLABORATOR,
            SubjectKind.INDUSTRY_CONTACT,
            SubjectKind.OTHER
        })
class Person {

    @Id private UUID id;

    @Column(nullable = false)
    private String title;

    @Column(nullable = false)
    private String given;

    @Column(nullable = false)
    private String family;

    @Column(name = "stage_name", nullable = false)
    private String stage;

    @Column(name = "sort_form", nullable = false)
    private String sortForm;

    @Column(nullable = false)
    private String salutation;

    @Column(nullable = false)
    @PersonalData(
            value = DataCategory.PROFILE,
            of = {
                SubjectKind.FAN,
                SubjectKind.ARTIST,
                SubjectKind.COLLABORATOR,
                SubjectKind.INDUSTRY_CONTACT,
                SubjectKind.OTHER
            })
    private String language;

    @Column(nullable = false)
    @PersonalData(
            value = DataCategory.PROFILE,
            of = {
                SubjectKind.FAN,
                SubjectKind.ARTIST,
                SubjectKind.COLLABORATOR,
                SubjectKind.INDUSTRY_CONTACT,
                SubjectKind.OTHER
            })
    private String city;

    @Column(nullable = false)
    @PersonalData(
            value = DataCategory.PROFILE,
            of = {
                SubjectKind.FAN,
                SubjectKind.ARTIST,
                SubjectKind.COLLABORATOR,
                SubjectKind.INDUSTRY_CONTACT,
                SubjectKind.OTHER
            })
    private String country;

    @Column(name = "display_name", nullable = false)
    private String display;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "search_text", nullable = false)
    @PersonalData(
            value = DataCategory.CONTACT,
            of = {
                SubjectKind.FAN,
                SubjectKind.ARTIST,
                SubjectKind.COLLABORATOR,
                SubjectKind.INDUSTRY_CONTACT,
                SubjectKind.OTHER
            })
    private String searchText;

    @Column(name = "external_id", insertable = false, updatable = false)
    @PersonalData(
            value = DataCategory.PROFILE,
            of = {
                SubjectKind.FAN,
                SubjectKind.ARTIST,
                SubjectKind.COLLABORATOR,
                SubjectKind.INDUSTRY_CONTACT,
                SubjectKind.OTHER
            })
    private @Nullable String externalId;

    @Column(name = "external_source", insertable = false, updatable = false)
    @NotPersonal("which list calls the person so")
    private @Nullable String externalSource;

    @Column(name = "import_batch", insertable = false, updatable = false)
    @NotPersonal("which import the row came with")
    private @Nullable UUID importBatch;

    @Column(name = "created_at", nullable = false, updatable = false)
    @NotPersonal("when the row was made")
    private Instant createdAt;

    @Column(name = "changed_at", nullable = false)
    @NotPersonal("when the row was changed")
    private Instant changedAt;

    @Version
    @Column(nullable = false)
    private @Nullable Long version;

    protected Person() {}

    Person(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    void apply(PersonDetails details, Instant now) {
        PersonName name = details.name();
        title = name.title();
        given = name.given();
        family = name.family();
        stage = name.stage();
        sortForm = name.sortForm();
        salutation = name.salutation();
        language = details.language();
        city = details.city();
        country = details.country();
        PersonKeys keys = PersonKeys.of(name, details.contacts());
        display = keys.display();
        nameKey = keys.nameKey();
        searchText = keys.searchText();
        changedAt = now;
    }

    UUID id() {
        return id;
    }

    PersonName name() {
        return new PersonName(title, given, family, stage, sortForm, salutation);
    }

    String language() {
        return language;
    }

    String city() {
        return city;
    }

    String country() {
        return country;
    }

    long version() {
        return version == null ? 0 : version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }
}
