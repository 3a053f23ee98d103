package studio.backline.plugins.crm.note;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.encryption.Sealed;
import studio.backline.contract.encryption.SealedConverter;
import studio.backline.contract.encryption.SealedField;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.privacy.NotPersonal;
import studio.backline.contract.privacy.PersonalData;
import studio.backline.contract.privacy.SubjectPath;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.PartyTables;

@Entity
@Table(name = "note")
@SubjectPath("person_id")
@NotPersonal("keys and times")
class StoredNote {

    static final String TEXT = "crm.note.text";

    @Id private UUID id;

    @Column(name = "person_id", updatable = false)
    private @Nullable UUID personId;

    @Column(name = "organisation_id", updatable = false)
    private @Nullable UUID organisationId;

    @Column(nullable = false)
    @Convert(converter = SealedConverter.class)
    @SealedField(TEXT)
    @PersonalData(
            value = DataCategory.NOTE,
            of = {
                SubjectKind.FAN,
                SubjectKind.ARTIST,
                SubjectKind.COLLABORATOR,
                SubjectKind.INDUSTRY_CONTACT,
                SubjectKind.OTHER
            })
    private Sealed<String> text;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "changed_at", nullable = false)
    private Instant changedAt;

    @Version
    @Column(nullable = false)
    private @Nullable Long version;

    protected StoredNote() {}

    StoredNote(UUID id, PartyRef about, Sealed<String> text, Instant now) {
        this.id = id;
        this.personId = about.tables() == PartyTables.PERSON ? about.id() : null;
        this.organisationId = personId == null ? about.id() : null;
        this.text = text;
        this.createdAt = now;
        this.changedAt = now;
    }

    void write(Sealed<String> text, Instant now) {
        this.text = text;
        this.changedAt = now;
    }

    UUID id() {
        return id;
    }

    PartyRef about() {
        return personId == null
                ? new PartyRef(PartyTables.ORGANISATION, Objects.requireNonNull(organisationId))
                : new PartyRef(PartyTables.PERSON, personId);
    }

    Sealed<String> text() {
        return text;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    long version() {
        return version == null ? 0 : version;
    }
}
