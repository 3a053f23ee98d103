package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.PersonProfile;

/** Whoever said no and left is not written to again when a list brings them back. */
class StayClosedTest {

    private static final String BOTH = "name,email\nAda King,\"a@example.org\nb@example.org\"\n";
    private static final String OTHER = "name,email\nSomebody New,b@example.org\n";

    private static final Optional<Standing.State> GRANTED = Optional.of(Standing.State.GRANTED);

    private final Importing files = new Importing();

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
}
