package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.SaidNo;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.rows.ChunkReader;
import studio.backline.plugins.crm.person.PersonProfile;

/** Whoever said no and left is not written to again when a list brings them back. */
class StayClosedTest {

    private static final String BOTH = "name,email\nAda King,\"a@example.org\nb@example.org\"\n";
    private static final String OTHER = "name,email\nSomebody New,b@example.org\n";

    private static final Optional<Standing.State> GRANTED = Optional.of(Standing.State.GRANTED);

    private static final String LIST =
            "name,phone\nAda King,+49 341 5550101\nBo Li,+49 341 5550102\n";
    private static final SaidNo TOLD =
            new SaidNo(
                    ConsentEvent.WITHDRAWN, Instant.parse("2024-05-03T12:00:00Z"), "On the phone");

    private final Importing files = new Importing();
    private final ConsentService consents = files.bean(ConsentService.class);

    @ParameterizedTest
    @CsvSource({"withdrawn (person only), WITHDRAWN", "objected, OBJECTED", "spam, COMPLAINED"})
    void alsoWhenTheImportThatBroughtThemIsUndone(String word, Standing.State state) {
        files.run(
                () -> {
                    ImportId first = files.imported(BOTH);
                    assertThat(files.standing("Ada King")).isEqualTo(Standing.State.GRANTED);
                    files.imported(
                            "name,email,status,status date\nAda King,a@example.org,%s,2024-05-01\n"
                                    .formatted(word));
                    Standing said = files.said(files.byName("Ada King"));
                    assertThat(said.state()).isEqualTo(state);

                    files.imports().undo(first);
                    assertThat(files.names()).containsExactly("Ada King");
                    assertThat(files.said(files.byName("Ada King"))).isEqualTo(said);
                    files.imported(OTHER);
                    assertThat(files.state("Somebody New")).isNotEqualTo(GRANTED);
                    files.people().delete(files.byName("Ada King"));
                    assertThat(files.suppression("a@example.org")).contains(said);
                    assertThat(files.suppression("b@example.org")).contains(said);
                    files.imported(BOTH);
                    assertThat(files.standing("Ada King")).isEqualTo(state);
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterTheirDeletion(boolean purged) {
        files.run(
                () -> {
                    files.imported(BOTH);
                    files.imported("name,email,status\nAda King,a@example.org,unsubscribed\n");
                    SubjectId ada = files.byName("Ada King");
                    Standing said = files.said(ada);
                    files.people().delete(ada);
                    if (purged) {
                        files.purge(ada);
                    }
                    assertThat(files.suppression("b@example.org")).contains(said);
                    files.imported(OTHER);
                    assertThat(files.standing("Somebody New")).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void underAnAddressThatSomebodyTookFromThem() {
        files.run(
                () -> {
                    files.imported(BOTH);
                    SubjectId ada = files.byName("Ada King");
                    files.withdrawn(ada);
                    PersonProfile known = files.people().find(ada).orElseThrow();
                    files.people()
                            .change(
                                    ada,
                                    known.version(),
                                    CrmHost.person(
                                            "Ada", "King", ContactPoint.mail("A@example.org")));

                    assertThat(files.suppression("a@example.org")).isEmpty();
                    assertThat(files.suppression("b@example.org")).contains(files.said(ada));
                    ContactPoint lost = ContactPoint.mail("b@example.org");
                    PersonProfile typed =
                            files.people().add(CrmHost.person("Typed", "Byhand", lost));
                    assertThat(files.bean(ConsentService.class).of(typed).under(lost))
                            .contains(files.said(ada));
                    files.imported(OTHER);
                    assertThat(files.standing("Somebody New")).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void underAnAddressThatTheUndoOfAnImportTookFromThem() {
        files.run(
                () -> {
                    files.imported("name,email\nAda King,a@example.org\n");
                    SubjectId ada = files.byName("Ada King");
                    files.withdrawn(ada);
                    ImportId second = files.imported(BOTH);
                    assertThat(files.suppression("b@example.org")).isEmpty();

                    files.imports().undo(second);
                    assertThat(files.suppression("a@example.org")).isEmpty();
                    assertThat(files.suppression("b@example.org")).contains(files.said(ada));
                    files.imported(OTHER);
                    assertThat(files.standing("Somebody New")).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void aNoThatCameWhileTheyLayInTheTrashIsKeptAsWell() {
        files.run(
                () -> {
                    files.imported(BOTH);
                    SubjectId ada = files.byName("Ada King");
                    files.people().delete(ada);
                    files.withdrawn(ada);
                    files.purge(ada);
                    files.imported(OTHER);
                    assertThat(files.standing("Somebody New")).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void whoeverAgreedLeavesNothingBehind() {
        files.run(
                () -> {
                    ImportId first = files.imported(BOTH);
                    files.imports().undo(first);
                    files.imported(BOTH);
                    SubjectId ada = files.byName("Ada King");
                    files.people().delete(ada);
                    files.purge(ada);
                    assertThat(files.suppression("a@example.org")).isEmpty();
                    files.imported(OTHER);
                    assertThat(files.standing("Somebody New")).isEqualTo(Standing.State.GRANTED);
                });
    }

    @AfterEach
    void nothingWaits() {
        files.run(() -> files.jobs().resumeAll());
    }

    @Test
    void aNoThatWasRecordedByHandStaysWithThePerson() {
        files.run(
                () -> {
                    ImportId id = files.imported(LIST);
                    SubjectId ada = files.byName("Ada King");
                    consents.refuse(ada, Set.of(Channel.POST, Channel.SMS), TOLD);
                    files.imports().undo(id);

                    assertThat(files.names()).containsExactly("Ada King");
                    assertThat(standings(ada))
                            .containsOnlyKeys(Channel.POST, Channel.SMS)
                            .containsEntry(
                                    Channel.POST,
                                    new Standing(State.WITHDRAWN, TOLD.since(), TOLD.source()));
                    assertThat(files.imports().find(id).orElseThrow().kept()).isOne();
                    files.imported(LIST);
                    assertThat(files.names()).containsExactly("Ada King", "Bo Li");
                    assertThat(standings(files.byName("Ada King"))).containsKey(Channel.POST);
                });
    }

    @Test
    void soDoesOneThatAnotherPluginWasTold() {
        files.run(
                () -> {
                    ImportId id = files.imported("name,status\nAda King,subscribed\nBo Li,\n");
                    SubjectId ada = files.byName("Ada King");
                    files.withdrawn(ada);
                    files.imports().undo(id);
                    assertThat(files.names()).containsExactly("Ada King");
                    assertThat(files.standing(ada)).isEqualTo(State.WITHDRAWN);
                });
    }

    @Test
    void soDoesOneOfAnotherListUntilWhichIsUndoneToo() {
        files.run(
                () -> {
                    ImportId first = files.imported(LIST);
                    SubjectId ada = files.byName("Ada King");
                    ImportId second =
                            files.imported(
                                    "name,phone,city,status\n"
                                            + "Ada King,+49 341 5550101,Leipzig,unsubscribed\n");
                    assertThat(files.standing(ada)).isEqualTo(State.WITHDRAWN);
                    files.imports().undo(first);
                    assertThat(files.names()).containsExactly("Ada King");
                    files.imports().undo(second);
                    assertThat(files.names()).containsExactly("Ada King");
                    assertThat(files.standing(ada)).isEqualTo(State.WITHDRAWN);
                });
    }

    @Test
    void whatTheListItselfSaidKeepsNobody() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,status
                                    Ada King,a@example.org,unsubscribed
                                    Bo Li,b@example.org,withdrawn (person only)
                                    Cy Orr,a@example.org,complained
                                    """);
                    files.imports().undo(id);
                    assertThat(files.names()).isEmpty();
                    assertThat(files.suppression("b@example.org")).isPresent();
                });
    }

    @Test
    void norDoesItOnceSomebodyDeletedThemAndBroughtThemBack() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,phone,status,no to calls
                                    Ada King,a@example.org,+49 341 5551234,,yes
                                    Bo Li,b@example.org,,withdrawn (person only),
                                    Cy Orr,c@example.org,+49 341 5555678,,yes
                                    """);
                    files.withdrawn(files.byName("Cy Orr"));
                    for (String name : files.names()) {
                        SubjectId person = files.byName(name);
                        files.people().delete(person);
                        files.people().restore(person);
                    }
                    files.imports().undo(id);
                    assertThat(files.names()).containsExactly("Cy Orr");
                    assertThat(files.suppression("b@example.org")).isPresent();
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void norDoesItUnderAnAddressThatTheUndoOfAnotherListTakes(boolean otherFirst) {
        files.run(
                () -> {
                    ImportId first =
                            files.imported(
                                    "name,email,status\nAda King,a@example.org,unsubscribed\n");
                    ImportId second = files.imported(BOTH);
                    files.imports().undo(otherFirst ? second : first);
                    files.imports().undo(otherFirst ? first : second);
                    assertThat(files.names()).isEmpty();
                    assertThat(files.suppression("b@example.org")).isPresent();
                });
    }

    @Test
    void oneIsHeardThatIsToldWhileTheUndoIsOnItsWay() {
        ImportId id = files.call(() -> files.imported(LIST));
        List<CompletableFuture<?>> undo = new ArrayList<>();
        files.inTransaction(
                () -> {
                    files.withdrawn(files.byName("Ada King"));
                    undo.add(CrmHost.besides(() -> files.run(() -> files.imports().undo(id))));
                });
        undo.getFirst().join();
        files.run(
                () -> {
                    assertThat(files.names()).containsExactly("Ada King");
                    assertThat(files.standing("Ada King")).isEqualTo(State.WITHDRAWN);
                });
    }

    @Test
    void whoeverAnotherPluginKnowsTooKeepsNoPermissionOfTheList() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    "name,email,status\nAda King,a@example.org,subscribed\n");
                    SubjectId ada = files.byName("Ada King");
                    CrmHost.host()
                            .database()
                            .execute(
                                    "update backline.subject set registered_by = registered_by || 'p_other'::text where id = '%s'"
                                            .formatted(ada.value()));
                    files.imports().undo(id);
                    assertThat(files.names()).isEmpty();
                    assertThat(files.stateOf(ada)).isEmpty();
                });
    }

    @Test
    void aNamesakeOfWhoeverSaidNoWhileTheImportRunsComesWithoutPermission() {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(many());
                    files.jobs().putOffAfterCheckpoints(1);
                    CrmHost.runs(files.imports(), id);
                    SubjectId ada = files.byName("Ada King");
                    consents.refuse(ada, Set.of(Channel.EMAIL), TOLD);
                    files.jobs().resumeAll();

                    assertThat(files.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(files.standing(ada)).isEqualTo(State.WITHDRAWN);
                    assertThat(
                                    files.rows().stream()
                                            .filter(row -> row.display().equals("Ada King")))
                            .hasSize(2)
                            .allSatisfy(
                                    row ->
                                            assertThat(files.stateOf(row.id()))
                                                    .isNotEqualTo(GRANTED));
                    assertThat(files.standing("Bo Li")).isEqualTo(State.GRANTED);
                });
    }

    /** More than the first step takes; behind it comes somebody who is called like the first. */
    private static String many() {
        return IntStream.range(0, ChunkReader.FIRST + 50)
                .mapToObj(i -> "P Zulu%04d,n%d@example.org,subscribed\n".formatted(i, i))
                .collect(
                        Collectors.joining(
                                "",
                                "name,email,status\nAda King,ada@example.org,subscribed\n",
                                "Ada King,king@example.org,subscribed\n"
                                        + "Bo Li,bo@example.org,subscribed\n"));
    }

    private Map<Channel, Standing> standings(SubjectId person) {
        PersonProfile profile = files.people().find(person).orElseThrow();
        return consents.of(profile).person();
    }
}
