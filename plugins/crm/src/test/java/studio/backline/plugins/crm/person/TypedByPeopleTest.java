package studio.backline.plugins.crm.person;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagKeys;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.testkit.NaughtyStrings;
import studio.backline.testkit.flat.FlatHost;

/** Whatever is typed into a field comes back as it was, or is refused with the reason. */
class TypedByPeopleTest {

    /** As many strings on one person as there is room for, in three kinds of contacts. */
    private static final int TOGETHER = ContactPoint.MAX_COUNT / 3;

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void everyNaughtyStringInEveryFieldOfAPersonComesBackOrIsRefused() {
        List<String> refused = new ArrayList<>();
        inTransaction(
                () ->
                        NaughtyStrings.all()
                                .forEach(text -> kept(refused, text, typed -> person(typed))));
        assertThat(NaughtyStrings.all().size() - refused.size()).isGreaterThan(450);
    }

    @Test
    void everyNaughtyStringIsAWayToReachSomebodyOrIsRefused() {
        List<String> taken =
                NaughtyStrings.all().stream()
                        .filter(text -> isTaken(text, ContactKind.values()))
                        .toList();
        assertThat(taken).hasSizeGreaterThan(450);
        inTransaction(
                () -> {
                    for (int i = 0; i < taken.size(); i += TOGETHER) {
                        keptBySense(taken.subList(i, Math.min(taken.size(), i + TOGETHER)));
                    }
                });
    }

    @Test
    void everyNaughtyStringIsANoteOrIsRefused() {
        NoteService notes = host.bean(NoteService.class);
        List<String> all = NaughtyStrings.all().stream().filter(text -> !text.isBlank()).toList();
        inTransaction(
                () -> {
                    // No more than a screen shows at once.
                    for (int i = 0; i < all.size(); i += 100) {
                        List<String> some = all.subList(i, Math.min(all.size(), i + 100));
                        SubjectId person = people.add(CrmHost.person("Liv", "Sund")).id();
                        some.forEach(text -> notes.add(PartyRef.of(person), text));
                        assertThat(notes.of(PartyRef.of(person)))
                                .extracting(Note::text)
                                .containsExactlyInAnyOrderElementsOf(some);
                    }
                });
        host.run(
                caller,
                () -> {
                    SubjectId person = people.add(CrmHost.person("Liv", "Sund")).id();
                    assertThatThrownBy(() -> notes.add(PartyRef.of(person), " "))
                            .isInstanceOf(RefusedInputException.class);
                });
    }

    @Test
    void everyNaughtyStringIsInEveryFieldOfAnOrganisationOrIsRefused() {
        OrganisationService organisations = host.bean(OrganisationService.class);
        inTransaction(
                () -> {
                    for (String text : NaughtyStrings.all()) {
                        try {
                            OrganisationDetails hall = hall(text);
                            OrganisationId id = organisations.add(hall).id();
                            OrganisationDetails back =
                                    organisations.find(id).orElseThrow().details();
                            assertThat(back.contacts()).isEqualTo(hall.contacts());
                            assertThat(List.of(back.name(), back.city(), back.country()))
                                    .containsOnly(text);
                            assertThat(back.tags().stream().map(TagKeys::key))
                                    .containsExactlyElementsOf(
                                            hall.tags().stream().map(TagKeys::key).toList());
                            PartyFilter typed = PartyFilter.search(text);
                            organisations.count(typed);
                            organisations.page(typed, Optional.empty(), false, 5);
                            organisations.delete(id);
                        } catch (RefusedInputException refusal) {
                            assertReason(text, refusal);
                        }
                    }
                });
    }

    @Test
    void everyNaughtyStringCanBeSearchedFor() {
        inTransaction(
                () -> {
                    List<String> all = new ArrayList<>(NaughtyStrings.all());
                    all.addAll(List.of("\0", "a\0bc", "\ud800abc", "abc\udc00", "%%%", "\\\\\\"));
                    for (String text : all) {
                        PartyFilter filter = PartyFilter.search(text);
                        assertThatCode(
                                        () -> {
                                            people.count(filter);
                                            people.page(
                                                    filter,
                                                    PeopleSort.NAME,
                                                    Optional.empty(),
                                                    false,
                                                    5);
                                        })
                                .as("searching for %s", text)
                                .doesNotThrowAnyException();
                    }
                });
    }

    @Test
    void everyNaughtyStringIsATagWhoseFilterFindsThePersonOrIsRefused() {
        inTransaction(
                () -> {
                    List<String> tags = new ArrayList<>();
                    for (String text : NaughtyStrings.all()) {
                        try {
                            Tag.requireName(text);
                            tags.add(text);
                        } catch (RefusedInputException refusal) {
                            assertReason(text, refusal);
                        }
                    }
                    assertThat(tags).hasSizeGreaterThan(300);
                    Map<SubjectId, Set<String>> tagged = new HashMap<>();
                    for (int i = 0; i < tags.size(); i += Tag.MAX_COUNT) {
                        int end = Math.min(tags.size(), i + Tag.MAX_COUNT);
                        SubjectId id = people.add(tagged(tags.subList(i, end))).id();
                        tagged.put(id, people.find(id).orElseThrow().details().tags());
                    }
                    for (Tag tag : host.bean(TagService.class).all()) {
                        assertThat(idsOf(tag))
                                .as(tag.name())
                                .isNotEmpty()
                                .containsExactlyInAnyOrderElementsOf(
                                        tagged.keySet().stream()
                                                .filter(id -> tagged.get(id).contains(tag.name()))
                                                .toList());
                    }
                });
    }

    private List<SubjectId> idsOf(Tag tag) {
        PartyFilter filter = new PartyFilter("", Optional.empty(), Optional.of(tag.id()));
        return people.page(filter, PeopleSort.NAME, Optional.empty(), false, 50).rows().stream()
                .map(PersonRow::id)
                .toList();
    }

    private static PersonDetails tagged(List<String> tags) {
        return new PersonDetails(
                PersonName.of("Liv", "Sund"),
                "",
                "",
                "",
                Set.of(),
                List.of(),
                List.of(),
                Set.copyOf(tags));
    }

    /** NUL cannot be stored by PostgreSQL, half of a letter by no one: both are refused. */
    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "\ud83d", "\ude00x", "x\ud83dx"})
    void whatIsNoTextIsRefused(String text) {
        assertThatThrownBy(() -> person(text))
                .isInstanceOfSatisfying(
                        RefusedInputException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.NOT_TEXT));
    }

    /** Right to left and its marks, zero width, four bytes, marks upon marks: kept untouched. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202egnp.elif",
                "\u2066مرحبا\u2069 world",
                "a\u200bb\u200d\ufeffc",
                "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "Z\u0351\u036b\u0343a\u0329l\u0347g\u034eo\u0359",
                "e\u0301 é",
                "\u0001\u0007\u001b[31m",
                "\u00a0\u2003x\u3000",
                "\ufffe\uffff"
            })
    void whatLooksStrangeIsKeptUntouched(String text) {
        host.run(caller, () -> kept(new ArrayList<>(), text, typed -> person(typed)));
        assertThatCode(() -> person(text)).doesNotThrowAnyException();
    }

    private void inTransaction(Runnable work) {
        host.inTransaction(
                caller,
                () -> {
                    work.run();
                    return caller;
                });
    }

    private void kept(List<String> refused, String text, Function<String, PersonDetails> make) {
        PersonDetails details;
        try {
            details = make.apply(text);
        } catch (RefusedInputException refusal) {
            assertReason(text, refusal);
            refused.add(text);
            return;
        }
        SubjectId id = people.add(details).id();
        assertThat(people.find(id).orElseThrow().details()).isEqualTo(details);
    }

    private static boolean isTaken(String text, ContactKind... kinds) {
        boolean taken = false;
        for (ContactKind kind : kinds) {
            try {
                reached(List.of(text), kind);
                taken = true;
            } catch (RefusedInputException refusal) {
                assertReason(text, refusal);
            }
        }
        return taken;
    }

    /** A tag and an organisation are spelt as whoever was first spelt them. */
    private void keptBySense(List<String> texts) {
        PersonDetails details =
                reached(texts, ContactKind.PHONE, ContactKind.HANDLE, ContactKind.WEB);
        PersonDetails back = people.find(people.add(details).id()).orElseThrow().details();
        assertThat(back.contacts()).isEqualTo(details.contacts());
        assertThat(back.affiliations())
                .extracting(one -> OrganisationKeys.key(one.organisation()))
                .isEqualTo(texts.stream().map(OrganisationKeys::key).toList());
        assertThat(back.affiliations()).extracting(Affiliation::position).isEqualTo(texts);
        assertThat(back.tags())
                .extracting(TagKeys::key)
                .containsExactlyInAnyOrderElementsOf(
                        texts.stream().map(TagKeys::key).collect(toSet()));
    }

    private static PersonDetails person(String text) {
        return new PersonDetails(
                new PersonName(text, text, text, text, text, text),
                language(text),
                shortened(text),
                shortened(text),
                Set.of(),
                List.of(ContactPoint.mail("someone@example.org")),
                List.of(),
                Set.of());
    }

    private static PersonDetails reached(List<String> texts, ContactKind... kinds) {
        List<ContactPoint> contacts = new ArrayList<>();
        for (ContactKind kind : kinds) {
            texts.forEach(text -> contacts.add(new ContactPoint(kind, label(text), text)));
        }
        return new PersonDetails(
                PersonName.of("Liv", "Sund"),
                "",
                "",
                "",
                Set.of(),
                contacts,
                texts.stream().map(text -> new Affiliation(text, text)).toList(),
                Set.copyOf(texts));
    }

    private static String label(String text) {
        return text.codePointCount(0, text.length()) > ContactPoint.MAX_LABEL ? "" : text;
    }

    private static OrganisationDetails hall(String text) {
        List<ContactPoint> contacts =
                Stream.of(ContactKind.PHONE, ContactKind.HANDLE, ContactKind.WEB)
                        .map(kind -> new ContactPoint(kind, label(text), text))
                        .toList();
        Set<String> tags = text.length() > Tag.MAX_LENGTH ? Set.of() : Set.of(text);
        return new OrganisationDetails(text, text, text, Set.of(), contacts, tags);
    }

    private static String language(String text) {
        boolean fits = text.codePointCount(0, text.length()) <= PersonDetails.MAX_LANGUAGE;
        return fits && text.lines().count() < 2 ? text : "";
    }

    /** A place has fewer letters than a name. */
    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) > PersonDetails.MAX_PLACE ? "" : text;
    }

    private static void assertReason(String text, RefusedInputException refusal) {
        switch (refusal.problem()) {
            case EMPTY -> assertThat(text).isBlank();
            case LINE_BREAK -> assertThat(text).containsAnyOf("\n", "\r");
            case TOO_LONG -> assertThat(text.length()).isGreaterThan(30);
            case NOT_TEXT -> assertThat(text).contains("\0");
            case NOT_A_MAIL -> assertThat(refusal.field()).isEqualTo("mail");
            default -> throw new AssertionError("Refused without a good reason: " + text, refusal);
        }
    }
}
