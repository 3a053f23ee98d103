package studio.backline.plugins.crm.ui;

import com.vaadin.flow.component.UI;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportSample;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.screens.Tone;

/** How this plugin says what several of its screens say. */
public final class CrmWords {

    private final Texts texts;
    private final Clock clock = Clock.systemDefaultZone();

    /** Speaks from the plugin's own texts. */
    public CrmWords(Texts texts) {
        this.texts = texts;
    }

    /** A text of this plugin. */
    public String get(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** A text that has other words for organisations. */
    public String of(PartyTables kind, String key, Object... arguments) {
        return texts.get(kind == PartyTables.PERSON ? key : key + ".organisations", arguments);
    }

    /** What somebody is. */
    public String role(PartyRole role) {
        return texts.get("crm.role." + role.code());
    }

    /** What somebody is, in the order of the roles. */
    public List<String> roles(Collection<PartyRole> roles) {
        return roles.stream().sorted().map(this::role).toList();
    }

    /** What somebody is, and where. */
    public String rolesIn(Collection<PartyRole> roles, String city) {
        String all = String.join(", ", roles(roles));
        if (all.isEmpty() || city.isBlank()) {
            return all.isEmpty() ? city : all;
        }
        return texts.get("crm.person.line", all, city);
    }

    /** A number as it is written here. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale()).format(value);
    }

    /** The day of a moment; with its year when it is another. */
    public String day(Instant moment) {
        return day(moment, "day");
    }

    /** As {@link #day}, its month cut short: for a column. */
    public String shortDay(Instant moment) {
        return day(moment, "short");
    }

    private String day(Instant moment, String form) {
        LocalDate day = LocalDate.ofInstant(moment, zone());
        LocalDate today = LocalDate.now(clock);
        if (day.equals(today)) {
            return texts.get("crm.date.today");
        }
        boolean sameYear = day.getYear() == today.getYear();
        String pattern = texts.get("crm.date." + form + (sameYear ? "" : "-and-year"));
        return DateTimeFormatter.ofPattern(pattern, locale()).format(day);
    }

    /** How things stand, in a sentence with its date. */
    public String standing(Optional<Standing> standing) {
        return standing.map(
                        known ->
                                texts.get(
                                        "crm.standing."
                                                + known.state().name().toLowerCase(Locale.ROOT),
                                        day(known.since())))
                .orElseGet(() -> texts.get("crm.standing.never"));
    }

    /** The icon of how things stand. */
    public static String standingIcon(Optional<Standing> standing) {
        return standing.map(known -> standingIcon(known.state())).orElse("minus");
    }

    /** The icon of a state. */
    public static String standingIcon(Standing.State state) {
        return switch (state) {
            case GRANTED -> "check";
            case BOUNCED -> "warn";
            case WITHDRAWN, OBJECTED, COMPLAINED -> "cross";
        };
    }

    /** The colour of how things stand. */
    public static Tone standingTone(Optional<Standing> standing) {
        return standing.map(known -> standingTone(known.state())).orElse(Tone.FAINT);
    }

    /** The colour of a state. */
    public static Tone standingTone(Standing.State state) {
        return switch (state) {
            case GRANTED -> Tone.OK;
            case BOUNCED -> Tone.WARN;
            case WITHDRAWN, OBJECTED, COMPLAINED -> Tone.BAD;
        };
    }

    /** Why something typed was refused. */
    public String refused(RefusedInputException refusal) {
        String field = texts.get("crm.field." + refusal.field());
        return texts.get(refusal.key(), refusal.arguments(field).toArray());
    }

    /** What a column of a file is called; by its place, from 0, where the file does not say. */
    public String column(ImportColumn column, int index) {
        return column.name(texts, index);
    }

    /** Why a row of a file was left out. */
    public String whyLeftOut(ImportSample row) {
        return row.why(texts);
    }

    /** The language of the window. */
    public static Locale locale() {
        UI ui = UI.getCurrent();
        return ui == null ? Locale.ENGLISH : ui.getLocale();
    }

    private ZoneId zone() {
        return clock.getZone();
    }
}
