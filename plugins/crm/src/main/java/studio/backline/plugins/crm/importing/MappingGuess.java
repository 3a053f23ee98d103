package studio.backline.plugins.crm.importing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.contact.MailAddress;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.csv.HeaderRow;
import studio.backline.plugins.crm.importing.words.AnswerLook;
import studio.backline.plugins.crm.importing.words.LetterNames;
import studio.backline.plugins.crm.importing.words.StatusWords;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * Guesses what columns hold from their names, in the languages and as the programs that {@link
 * MappingWords} knows, else from their values.
 */
final class MappingGuess {

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()/.-]{6,24}");
    private static final Pattern LINK = Pattern.compile("(?i)(https?://|www\\.)\\S+");
    // Without the prefix of a country, and not a barcode.
    private static final Pattern AT_HOME = Pattern.compile("0[0-9]*[ ()/.-][0-9 ()/.-]{7,}");
    private static final int DIGITS_AT_HOME = 9;
    private static final Pattern COUNTED =
            Pattern.compile(
                    "^(e mail|email|mail|phone|website|im) (\\d+) (value|address|number|adresse)$");
    private static final Pattern OTHER_ONE =
            Pattern.compile(
                    " ?(\\d{1,2}|\\b(work|home|business|private|privat|office|other|geschaftlich"
                            + "|dienstlich|arbeit|bureau|domicile|autre|voiture|principale?"
                            + "|(?:del? )?trabajo|particular|casa|secundari[ao]|comercial|residencial"
                            + "|lavoro|ufficio|uff|abitazione|ab|secondari[ao]|(?:op )?werk|thuis|anders"
                            + "|prive|praca|dom|sluzbow[yae]|domow[yae]|prace|domu"
                            + "|(?:do )?zamestnani|bydliste))$");

    /** What somebody has once in each of several places, where nothing else of the file has it. */
    private static final Set<ImportField> OF_A_PLACE =
            EnumSet.of(ImportField.CITY, ImportField.COUNTRY);

    private static final int MOST_STANDINGS = 20;
    private static final List<ImportField> NAMING =
            List.of(ImportField.ORGANISATION, ImportField.FULL_NAME, ImportField.STAGE);
    private static final Set<ImportField> OF_NO_PERSON =
            EnumSet.of(
                    ImportField.IGNORE,
                    ImportField.ORGANISATION,
                    ImportField.CITY,
                    ImportField.COUNTRY,
                    ImportField.MAIL,
                    ImportField.PHONE,
                    ImportField.HANDLE,
                    ImportField.WEB,
                    ImportField.LABEL,
                    ImportField.ROLES,
                    ImportField.TAGS,
                    ImportField.EXTERNAL_ID,
                    ImportField.CONSENT_SOURCE);

    /** Names of our own file of organisations, which tells of closed addresses too. */
    private static final Set<String> OURS =
            Set.of("organisation", "handle", "web", "roles", "mail status");

    private static final Set<ImportField> OF_CLOSED =
            EnumSet.of(ImportField.MAIL_STATUS, ImportField.CONSENT_DATE);
    private static final Set<String> OF_SALES = Set.of("buyer name", "buyer email");
    private static final Pattern LABEL = Pattern.compile(".* (label|type)$");
    private static final Pattern CONTACT_LABEL =
            Pattern.compile("(e mail|email|phone|website|im)( \\d+)? (label|type)");
    private static final List<String> LABELS =
            List.of(
                    "work",
                    "business",
                    "home",
                    "mobile",
                    "private",
                    "office",
                    "car",
                    "other",
                    "geschäftlich",
                    "dienstlich",
                    "privat",
                    "mobil",
                    "bureau",
                    "domicile",
                    "trabajo",
                    "casa",
                    "lavoro",
                    "ufficio",
                    "werk",
                    "thuis",
                    "praca",
                    "dom");
    private static final Set<String> PLATFORMS =
            Set.of(
                    "instagram",
                    "tiktok",
                    "facebook",
                    "twitter",
                    "x",
                    "youtube",
                    "spotify",
                    "soundcloud",
                    "bandcamp",
                    "mastodon",
                    "bluesky",
                    "threads",
                    "telegram",
                    "whatsapp",
                    "discord",
                    "snapchat",
                    "linkedin",
                    "twitch");

    private final MappingWords words = MappingWords.all();
    private final StatusWords status = new StatusWords();
    private final Set<ImportField> taken = EnumSet.noneOf(ImportField.class);
    private final List<ImportField> wanted = new ArrayList<>();
    private final Set<Integer> jobs;
    private final PartyTables kind;
    private final boolean sales;
    private final ImportField half;
    private final ImportField naming;

    MappingGuess(PartyTables kind, List<String> headers) {
        this.kind = kind;
        List<String> names = headers.stream().map(Folding::fold).toList();
        sales = names.stream().anyMatch(OF_SALES::contains);
        Set<ImportField> told = EnumSet.noneOf(ImportField.class);
        names.forEach(name -> byName(name).ifPresent(told::add));
        boolean given = told.contains(ImportField.GIVEN);
        boolean family = told.contains(ImportField.FAMILY);
        if (given == family || kind == PartyTables.ORGANISATION) {
            half = ImportField.FULL_NAME;
        } else {
            half = given ? ImportField.FAMILY : ImportField.GIVEN;
        }
        if (names.stream().anyMatch(words.half()::contains)) {
            told.add(half);
        }
        jobs =
                IntStream.range(1, names.size())
                        .filter(i -> told.contains(ImportField.ORGANISATION))
                        .filter(i -> words.fields().get(names.get(i)) == ImportField.TITLE)
                        .filter(i -> isWorkplace(names.get(i - 1)))
                        .boxed()
                        .collect(Collectors.toSet());
        naming = NAMING.stream().filter(told::contains).findFirst().orElse(ImportField.IGNORE);
    }

    /**
     * What a file with these names holds: organisations where one of them is theirs, and none a
     * person's or about letters, which people agree to; unless the file is our own.
     */
    static PartyTables kind(List<String> headers) {
        MappingGuess people = new MappingGuess(PartyTables.PERSON, headers);
        Set<ImportField> told =
                headers.stream()
                        .map(header -> people.column(header, List.of()).field())
                        .collect(Collectors.toCollection(() -> EnumSet.of(ImportField.IGNORE)));
        if (headers.stream().map(Folding::fold).collect(Collectors.toSet()).containsAll(OURS)) {
            told.removeAll(OF_CLOSED);
        }
        boolean organisations =
                told.contains(ImportField.ORGANISATION)
                        && told.stream().allMatch(OF_NO_PERSON::contains);
        return organisations ? PartyTables.ORGANISATION : PartyTables.PERSON;
    }

    ImportColumn column(String header, List<String> samples) {
        return column(header, samples, samples);
    }

    /**
     * A column with its guess; columns are asked for in the order of the file.
     *
     * @param values all of its values as far as was looked; none where they are too many
     */
    ImportColumn column(String header, List<String> samples, List<String> values) {
        boolean job = jobs.contains(wanted.size());
        String name = Folding.fold(header);
        Optional<String> platform = platform(name);
        if (platform.isPresent()) {
            wanted.add(ImportField.HANDLE);
            return new ImportColumn(header, samples, ImportField.HANDLE, platform.get());
        }
        ImportField field =
                words.half().contains(name)
                        ? half
                        : byName(name)
                                .filter(named -> named != ImportField.IGNORE)
                                .or(() -> mail(header, values))
                                .or(() -> byName(name))
                                .orElseGet(() -> byValues(name, samples));
        field = job && field == ImportField.TITLE ? ImportField.POSITION : field;
        if (kind == PartyTables.ORGANISATION) {
            field = field == naming ? ImportField.ORGANISATION : field;
            field = field.isOf(kind) ? field : ImportField.IGNORE;
        }
        wanted.add(field);
        if (!field.repeats() && !taken.add(field)) {
            field = ImportField.IGNORE;
        }
        return new ImportColumn(header, samples, field, label(field, name, samples));
    }

    /**
     * All columns of a file once each has its guess: of two for one field an empty one yields to
     * one that holds something.
     */
    List<ImportColumn> yielding(List<ImportColumn> columns) {
        List<ImportColumn> settled = new ArrayList<>(columns);
        for (int i = 0; i < columns.size(); i++) {
            ImportColumn column = columns.get(i);
            if (column.field().repeats() || !column.samples().isEmpty()) {
                continue;
            }
            ImportField field = column.field();
            int empty = i;
            IntStream.range(0, columns.size())
                    .filter(other -> wanted.get(other) == field)
                    .filter(other -> columns.get(other).field() == ImportField.IGNORE)
                    .filter(other -> !columns.get(other).samples().isEmpty())
                    .findFirst()
                    .ifPresent(
                            other -> {
                                settled.set(other, columns.get(other).as(field));
                                settled.set(empty, column.as(ImportField.IGNORE));
                            });
        }
        return settled;
    }

    /** Whether the first of some rows names the columns. */
    static boolean isHeader(List<CsvRow> rows) {
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, List.of());
        return HeaderRow.isNames(rows, cell -> guess.isKnown(Folding.fold(cell)));
    }

    private boolean isKnown(String name) {
        return words.half().contains(name)
                || byName(name).isPresent()
                || platform(name).isPresent();
    }

    private Optional<ImportField> byName(String name) {
        if (sales && name.equals("artist")) {
            // Who is sold, and not who buys.
            return Optional.of(ImportField.IGNORE);
        }
        ImportField exact = words.fields().get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        if (CONTACT_LABEL.matcher(name).matches()) {
            return Optional.of(ImportField.LABEL);
        }
        if (LABEL.matcher(name).matches()) {
            return Optional.of(ImportField.IGNORE);
        }
        var counted = COUNTED.matcher(name);
        return Optional.ofNullable(
                        words.fields().get(counted.matches() ? counted.group(1) : bare(name)))
                .filter(field -> field.repeats() || OF_A_PLACE.contains(field));
    }

    /** Without what tells one such column from another: a number, or where it is good for. */
    private static String bare(String name) {
        String bare = name;
        String longer;
        do {
            longer = bare;
            bare = OTHER_ONE.matcher(longer).replaceFirst("");
        } while (!bare.equals(longer));
        return bare;
    }

    private boolean isWorkplace(String name) {
        return words.departments().contains(name)
                || words.fields().get(name) == ImportField.ORGANISATION;
    }

    private Optional<String> platform(String name) {
        String bare =
                name.replaceFirst(
                        " (handle|user name|username|name|url|link|profile|profil|konto)$", "");
        return PLATFORMS.contains(bare) && !(bare.equals("x") && !bare.equals(name))
                ? Optional.of(bare)
                : Optional.empty();
    }

    private ImportField byValues(String name, List<String> samples) {
        long mails = samples.stream().filter(s -> MailAddress.normalised(s).isPresent()).count();
        if (!samples.isEmpty() && mails * 5 >= samples.size() * 4L) {
            return ImportField.MAIL;
        }
        if (!samples.isEmpty() && samples.stream().allMatch(s -> LINK.matcher(s).matches())) {
            // A picture of somebody is no page of theirs.
            return words.pictures().stream().anyMatch(name::contains)
                    ? ImportField.IGNORE
                    : ImportField.WEB;
        }
        return arePhones(name, samples) ? ImportField.PHONE : ImportField.IGNORE;
    }

    private static boolean arePhones(String name, List<String> samples) {
        boolean dated = name.contains("date") || name.contains("id") || name.contains("zip");
        long phones = samples.stream().filter(s -> PHONE.matcher(s.strip()).matches()).count();
        boolean plus = samples.stream().anyMatch(s -> s.strip().startsWith("+"));
        return !dated
                && phones > 0
                && phones == samples.size()
                && (plus || samples.stream().allMatch(s -> isPhoneAtHome(s.strip())));
    }

    private static boolean isPhoneAtHome(String text) {
        return AT_HOME.matcher(text).matches()
                && text.chars().filter(Character::isDigit).count() >= DIGITS_AT_HOME;
    }

    /** A no in a column that nobody looked at must not become a yes, nor a yes that is a no. */
    private Optional<ImportField> mail(String header, List<String> values) {
        boolean links = values.stream().anyMatch(value -> LINK.matcher(value).matches());
        return links
                ? Optional.empty()
                : switch (LetterNames.of(header)) {
                    case LEFT -> Optional.of(ImportField.UNSUBSCRIBED);
                    case DEAD -> Optional.of(ImportField.BOUNCED);
                    // Each of its values is asked about.
                    case UNCLEAR ->
                            Optional.of(
                                    isAnswered(values)
                                            ? ImportField.MAIL_STATUS
                                            : ImportField.IGNORE);
                    case WANTED, LIST ->
                            isAnswered(values)
                                    ? Optional.of(ImportField.MAIL_STATUS)
                                    : Optional.empty();
                    case OTHER ->
                            values.size() <= MOST_STANDINGS
                                            && values.stream().anyMatch(status::stands)
                                    ? Optional.of(ImportField.MAIL_STATUS)
                                    : Optional.empty();
                };
    }

    private boolean isAnswered(List<String> values) {
        return values.stream().anyMatch(status::answers) || AnswerLook.looksAnswered(values);
    }

    private static String label(ImportField field, String name, List<String> samples) {
        if (!field.repeats() && !field.dated()) {
            return "";
        }
        String order = ImportColumn.order(samples);
        if (!order.isEmpty()) {
            return order;
        }
        if (field != ImportField.MAIL && field != ImportField.PHONE) {
            return "";
        }
        for (String word : LABELS) {
            if ((" " + name + " ").contains(" " + Folding.fold(word) + " ")) {
                return word;
            }
        }
        return "";
    }

    /** The names of the columns as one key, under which a mapping of this kind is remembered. */
    static String headerKey(PartyTables kind, List<String> headers) {
        String names =
                (kind == PartyTables.PERSON ? "" : kind.name() + '\n')
                        + String.join(
                                "\n",
                                headers.stream()
                                        .map(h -> h.strip().toLowerCase(Locale.ROOT))
                                        .toList());
        return UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
