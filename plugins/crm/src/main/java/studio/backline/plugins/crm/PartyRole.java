package studio.backline.plugins.crm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.subject.SubjectKind;

/** What a person or an organisation is to the artist; one may be several things. */
public enum PartyRole {
    FAN(SubjectKind.FAN),
    ARTIST(SubjectKind.ARTIST),
    COLLABORATOR(SubjectKind.COLLABORATOR),
    MANAGER(SubjectKind.INDUSTRY_CONTACT),
    AGENT(SubjectKind.INDUSTRY_CONTACT),
    PROMOTER(SubjectKind.INDUSTRY_CONTACT),
    VENUE(SubjectKind.INDUSTRY_CONTACT),
    ORCHESTRA(SubjectKind.INDUSTRY_CONTACT),
    LABEL(SubjectKind.INDUSTRY_CONTACT),
    PRESS(SubjectKind.INDUSTRY_CONTACT),
    CURATOR(SubjectKind.INDUSTRY_CONTACT),
    CLIENT(SubjectKind.INDUSTRY_CONTACT),
    OTHER(SubjectKind.OTHER);

    private final SubjectKind subjectKind;

    PartyRole(SubjectKind subjectKind) {
        this.subjectKind = subjectKind;
    }

    /** How it is stored and exported; its text is {@code crm.role.<code>} in the messages. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a code; empty for any other text. */
    public static Optional<PartyRole> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }

    /** What people with these roles are to the core: the first that says something. */
    public static SubjectKind subjectKind(Set<PartyRole> roles) {
        return roles.stream()
                .sorted()
                .map(role -> role.subjectKind)
                .findFirst()
                .orElse(SubjectKind.OTHER);
    }
}
