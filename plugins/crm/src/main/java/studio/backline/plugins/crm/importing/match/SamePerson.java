package studio.backline.plugins.crm.importing.match;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.importing.rows.NameWords;
import studio.backline.plugins.crm.importing.rows.NameWords.Likeness;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.person.PersonName;

/**
 * Tells whom rows are about. An id counts within the list that it is from, unless the name is
 * another's and no address agrees; else a mail, then a phone, with a name that is the same
 * person's.
 */
public final class SamePerson {

    static final List<ContactKind> TELLING = List.of(ContactKind.MAIL, ContactKind.PHONE);

    private final Set<UUID> own;
    private final Map<String, List<PersonHere>> byId;
    private final Map<String, List<PersonHere>> byAddress;
    private final String source;

    SamePerson(
            Set<UUID> own,
            Map<String, List<PersonHere>> byId,
            Map<String, List<PersonHere>> byAddress,
            String source) {
        this.own = own;
        this.byId = byId;
        this.byAddress = byAddress;
        this.source = Folding.fold(source);
    }

    /** Who is here already; empty for somebody new. */
    public Optional<Match> of(ParsedRow.Known row) {
        Optional<UUID> here = ownId(row);
        if (here.isPresent()) {
            return here.map(id -> new Match(id, false));
        }
        NameWords name = NameWords.of(row, 0);
        Optional<PersonHere> called =
                believed(row).stream()
                        .min(
                                Comparator.comparing((PersonHere p) -> !isOfSource(row, p))
                                        .thenComparing(nearest(name)));
        if (called.isPresent()) {
            return called.map(person -> new Match(person.id(), false));
        }
        return TELLING.stream()
                .flatMap(
                        kind ->
                                at(row, kind)
                                        .filter(isSame(kind, name))
                                        .filter(person -> !haveTwoIds(row, person))
                                        .min(nearest(name))
                                        .stream())
                .findFirst()
                .map(person -> new Match(person.id(), keepsName(row, name, person)));
    }

    /** All whom a row that says no is about, as far as its id, its mail or its phone tells. */
    public Set<UUID> about(ParsedRow row) {
        Optional<UUID> here = ownId(row);
        if (here.isPresent()) {
            return Set.of(here.get());
        }
        Set<UUID> called = ids(believed(row));
        if (!called.isEmpty()) {
            return called;
        }
        if (row instanceof ParsedRow.Known known) {
            NameWords name = NameWords.of(known, 0);
            return TELLING.stream()
                    .flatMap(kind -> at(known, kind).filter(isSame(kind, name)))
                    .map(PersonHere::id)
                    .collect(Collectors.toSet());
        }
        // Nothing but an id, which no person of this list has: whoever is called so anywhere.
        return row.mails().isEmpty() ? ids(called(row)) : Set.of();
    }

    private Optional<UUID> ownId(ParsedRow row) {
        return PeopleHere.ownId(row.externalId()).filter(own::contains);
    }

    private List<PersonHere> called(ParsedRow row) {
        return row.externalId().isEmpty()
                ? List.of()
                : byId.getOrDefault(row.externalId(), List.of());
    }

    private List<PersonHere> believed(ParsedRow row) {
        List<PersonHere> called = called(row);
        if (called.isEmpty()) {
            return called;
        }
        if (row instanceof ParsedRow.Known known) {
            NameWords name = NameWords.of(known, 0);
            Set<UUID> reached = new HashSet<>();
            TELLING.forEach(kind -> at(known, kind).map(PersonHere::id).forEach(reached::add));
            return called.stream()
                    .filter(p -> reached.contains(p.id()) || isBelieved(row, p, name))
                    .toList();
        }
        return called.stream().filter(person -> isOfSource(row, person)).toList();
    }

    private boolean isBelieved(ParsedRow row, PersonHere person, NameWords name) {
        boolean named = !name.isEmpty() && !person.words().isEmpty();
        if (isOfSource(row, person)) {
            return !named || person.words().likeness(name) != Likeness.OTHER;
        }
        return named && name.isWhole() && person.words().likeness(name) == Likeness.SAME;
    }

    // An id that is of no list is one that our export gave: another workspace's own.
    private boolean isOfSource(ParsedRow row, PersonHere person) {
        String list = row.list().map(Folding::fold).orElse(source);
        return (row.list().isPresent() || !person.source().isEmpty())
                && Folding.fold(person.source()).equals(list);
    }

    private static boolean haveTwoIds(ParsedRow row, PersonHere person) {
        return !row.externalId().isEmpty() && !person.externalId().isEmpty();
    }

    private Stream<PersonHere> at(ParsedRow.Known row, ContactKind kind) {
        return row.reached(kind).stream()
                .flatMap(value -> byAddress.getOrDefault(kind.code() + value, List.of()).stream());
    }

    /** Of a phone, which whole households share, more is wanted than of a mail. */
    private static Predicate<PersonHere> isSame(ContactKind kind, NameWords name) {
        return person -> {
            NameWords words = person.words();
            if (name.isEmpty() || words.isEmpty()) {
                return kind == ContactKind.MAIL || name.isEmpty() && words.isEmpty();
            }
            return words.likeness(name) != Likeness.OTHER;
        };
    }

    private static Comparator<PersonHere> nearest(NameWords name) {
        return Comparator.comparing((PersonHere person) -> person.words().likeness(name))
                .reversed()
                .thenComparing(person -> person.id().toString());
    }

    private static boolean keepsName(ParsedRow.Known row, NameWords words, PersonHere person) {
        PersonName name = row.details().name();
        PersonName here = person.name();
        if (words.isEmpty() || person.words().isEmpty()) {
            return false;
        }
        boolean fits =
                (here.given().isBlank() || !name.given().isBlank())
                        && (here.family().isBlank() || !name.family().isBlank());
        boolean parted = here.given().isBlank() || here.family().isBlank();
        boolean spelled =
                Folding.fold(name.given()).equals(Folding.fold(here.given()))
                        && Folding.fold(name.family()).equals(Folding.fold(here.family()));
        boolean taken = spelled || fits && (parted || words.isFullerThan(person.words()));
        return !taken || person.words().isFullerThan(words);
    }

    private static Set<UUID> ids(Collection<PersonHere> people) {
        return people.stream().map(PersonHere::id).collect(Collectors.toSet());
    }
}
