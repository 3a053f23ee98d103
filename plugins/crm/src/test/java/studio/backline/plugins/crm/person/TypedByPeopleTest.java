package studio.backline.plugins.crm.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
import studio.backline.plugins.crm.tag.TagKeys;
import studio.backline.testkit.NaughtyStrings;
import studio.backline.testkit.flat.FlatHost;

/** Whatever is typed into a field comes back as it was, or is refused with the reason. */
class TypedByPeopleTest {

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void everyNaughtyStringInEveryFieldOfAPersonComesBackOrIsRefused() {
        List<String> refused = new ArrayList<>();
        host.run(
                caller,
                () ->
                        NaughtyStrings.all()
                                .forEach(text -> kept(refused, text, typed -> person(typed))));
        assertThat(NaughtyStrings.all().size() - refused.size()).isGreaterThan(450);
    }

    @Test
    void everyNaughtyStringIsAWayToReachSomebodyOrIsRefused() {
        host.run(
                caller,
                () ->
                        NaughtyStrings.all()
                                .forEach(
                                        text -> {
                                            for (ContactKind kind : ContactKind.values()) {
                                                keptBySense(text, kind);
                                            }
                                        }));
    }

    @Test
    void everyNaughtyStringIsANoteOrIsRefused() {
        NoteService notes = host.bean(NoteService.class);
        host.run(
                caller,
                () -> {
                    SubjectId person = people.add(CrmHost.person("Liv", "Sund")).id();
                    for (String text : NaughtyStrings.all()) {
                        try {
                            Note note = notes.add(person, text);
                            assertThat(notes.of(person))
                                    .filteredOn(one -> one.id().equals(note.id()))
                                    .extracting(Note::text)
                                    .containsExactly(text);
                            notes.delete(note.id());
                        } catch (RefusedInputException refusal) {
                            assertThat(text).isBlank();
                        }
                    }
                });
    }

    @Test
    void everyNaughtyStringIsInEveryFieldOfAnOrganisationOrIsRefused() {
        OrganisationService organisations = host.bean(OrganisationService.class);
        host.run(
                caller,
                () ->
                        NaughtyStrings.all()
                                .forEach(
                                        text -> {
                                            try {
                                                OrganisationId id =
                                                        organisations.add(hall(text)).id();
                                                assertThat(
                                                                organisations
                                                                        .find(id)
                                                                        .orElseThrow()
                                                                        .details())
                                                        .isEqualTo(hall(text));
                                                organisations.delete(id);
                                            } catch (RefusedInputException refusal) {
                                                assertReason(text, refusal);
                                            }
                                        }));
    }

    @Test
    void everyNaughtyStringCanBeSearchedFor() {
        host.run(
                caller,
                () -> {
                    List<String> all = new ArrayList<>(NaughtyStrings.all());
                    all.addAll(List.of("\0", "a\0bc", "\ud800abc", "abc\udc00", "%%%", "\\\\\\"));
                    for (String text : all) {
                        PeopleFilter filter = PeopleFilter.search(text);
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

    /** A tag and an organisation are spelt as whoever was first spelt them. */
    private void keptBySense(String text, ContactKind kind) {
        PersonDetails details;
        try {
            details = reached(kind, text);
        } catch (RefusedInputException refusal) {
            assertReason(text, refusal);
            return;
        }
        SubjectId id = people.add(details).id();
        PersonDetails back = people.find(id).orElseThrow().details();
        assertThat(back.contacts()).isEqualTo(details.contacts());
        assertThat(back.affiliations())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(OrganisationKeys.key(one.organisation()))
                                    .isEqualTo(OrganisationKeys.key(text));
                            assertThat(one.position()).isEqualTo(text);
                        });
        assertThat(back.tags())
                .singleElement()
                .satisfies(tag -> assertThat(TagKeys.key(tag)).isEqualTo(TagKeys.key(text)));
    }

    private static PersonDetails person(String text) {
        return new PersonDetails(
                new PersonName(text, text, text, text, text, text),
                "",
                shortened(text),
                shortened(text),
                Set.of(),
                List.of(ContactPoint.mail("someone@example.org")),
                List.of(),
                Set.of());
    }

    private static PersonDetails reached(ContactKind kind, String text) {
        return new PersonDetails(
                PersonName.of("Liv", "Sund"),
                "",
                "",
                "",
                Set.of(),
                List.of(new ContactPoint(kind, "", text)),
                List.of(new Affiliation(text, text)),
                Set.of(text));
    }

    private static OrganisationDetails hall(String text) {
        return new OrganisationDetails(text, Set.of(), text, text, text, text, text);
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
