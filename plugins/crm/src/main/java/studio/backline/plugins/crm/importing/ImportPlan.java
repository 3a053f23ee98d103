package studio.backline.plugins.crm.importing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.importing.MappingRefusedException.Reason;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.tag.Tag;

/**
 * How a file is to be imported.
 *
 * @param kind what is in it
 * @param columns as in the draft, with what the person chose
 * @param basis on which new people may be written to; empty for organisations, of which no consent
 *     is kept
 * @param source where they come from, in words fit for them
 * @param since when they agreed, where the file does not say
 * @param roles for everybody in the file
 * @param tags for everybody in the file
 * @param country two letters (ISO 3166-1), for phones without a country's prefix; may be empty
 * @param meanings what words of a status mean that are not understood; where that is not said,
 *     nothing is recorded of the person, which is no permission either
 */
public record ImportPlan(
        PartyTables kind,
        List<ImportColumn> columns,
        Optional<LawfulBasis> basis,
        String source,
        LocalDate since,
        Set<PartyRole> roles,
        Set<String> tags,
        String country,
        Map<Place, Meaning> meanings) {

    /** The longest source, in characters. */
    public static final int MAX_SOURCE = 200;

    /** People; takes words that are not understood for silence. */
    public ImportPlan(
            List<ImportColumn> columns,
            LawfulBasis basis,
            String source,
            LocalDate since,
            Set<PartyRole> roles,
            Set<String> tags,
            String country) {
        this(
                PartyTables.PERSON,
                columns,
                Optional.of(basis),
                source,
                since,
                roles,
                tags,
                country,
                Map.of());
    }

    /**
     * Organisations, for whose addresses a no may be told, but no permission.
     *
     * @param source where such a no stands
     * @param since its day, where the file does not say
     */
    public static ImportPlan ofOrganisations(
            List<ImportColumn> columns,
            String source,
            LocalDate since,
            Set<PartyRole> roles,
            Set<String> tags) {
        return new ImportPlan(
                PartyTables.ORGANISATION,
                columns,
                Optional.empty(),
                source,
                since,
                roles,
                tags,
                "",
                Map.of());
    }

    /** Checks what was typed, and that no field is chosen twice that cannot repeat. */
    public ImportPlan {
        PlainText.required("source", source, MAX_SOURCE);
        columns = List.copyOf(columns);
        roles = Set.copyOf(roles);
        tags = Set.copyOf(tags);
        meanings = Map.copyOf(meanings);
        tags.forEach(Tag::requireName);
        if (kind == PartyTables.PERSON && basis.isEmpty()) {
            throw new IllegalArgumentException("People are imported on some basis.");
        }
        for (ImportField field : ImportField.values()) {
            long uses = columns.stream().filter(column -> column.field() == field).count();
            if (uses > 0 && !field.isOf(kind)) {
                throw new IllegalArgumentException("%s have no %s.".formatted(kind, field));
            }
            if (uses > 1 && !field.repeats()) {
                throw new MappingRefusedException(MappingRefusedException.Reason.TWICE, field);
            }
        }
        boolean people = kind == PartyTables.PERSON;
        if (columns.stream().noneMatch(column -> tellsWho(column.field(), people))) {
            throw people
                    ? new MappingRefusedException(Reason.NOBODY, ImportField.MAIL)
                    : new MappingRefusedException(Reason.NAMELESS, ImportField.ORGANISATION);
        }
    }

    /** The same, with words that are not understood read so. */
    public ImportPlan readingStrangeWords(Map<Place, Meaning> told) {
        return new ImportPlan(kind, columns, basis, source, since, roles, tags, country, told);
    }

    /** Whether some column holds it. */
    public boolean has(ImportField field) {
        return columns.stream().anyMatch(column -> column.field() == field);
    }

    /** What a cell means that is not understood. */
    public Meaning meaning(int column, String cell) {
        Place place = Place.of(column, cell);
        Meaning others = meanings.getOrDefault(place.others(), Meaning.SILENT);
        return meanings.getOrDefault(place, others);
    }

    private static boolean tellsWho(ImportField field, boolean people) {
        return switch (field) {
            case GIVEN, FAMILY, FULL_NAME, STAGE, MAIL, PHONE, HANDLE -> people;
            case ORGANISATION -> !people;
            default -> false;
        };
    }
}
