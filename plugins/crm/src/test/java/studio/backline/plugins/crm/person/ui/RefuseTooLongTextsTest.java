package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.SaidNo;
import studio.backline.plugins.crm.consent.ui.SaidNoQuestion;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.note.ui.PartyNotes;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.testkit.flat.FlatHost;

/** What is pasted and too long is refused at its field, whole: none of it is cut unsaid. */
class RefuseTooLongTextsTest {

    private static final ContactPoint MAIL = ContactPoint.mail("bo@example.org");

    private final FlatHost host = CrmHost.host();
    private final Caller caller = host.newWorkspace();
    private final PersonService people = host.bean(PersonService.class);
    private final CrmWords words = new CrmWords(host.bean(Texts.class));
    private final UI window = new UI();

    @BeforeEach
    void openAWindow() {
        UI.setCurrent(window);
    }

    @AfterEach
    void closeIt() {
        UI.setCurrent(null);
    }

    @Test
    void whereAPersonWorksAndAsWhat() {
        host.run(
                caller,
                () -> {
                    PersonForm form = new PersonForm(words, host.bean(TagService.class));
                    form.show(CrmHost.person("Bo", "Li"));
                    Button add = button(form, "Add an organisation");
                    add.click();
                    AffiliationLine line = all(form, AffiliationLine.class).getFirst();
                    List<TextField> fields = all(line, TextField.class);
                    assertThat(fields).extracting(TextField::getMaxLength).containsOnly(0);
                    fields.getFirst().setValue("o".repeat(Affiliation.MAX_LENGTH));
                    fields.getLast().setValue("p".repeat(Affiliation.MAX_LENGTH + 1));
                    assertThat(form.read()).isEmpty();
                    assertThat(fields.getFirst().isInvalid()).isFalse();
                    assertThat(fields.getLast().getErrorMessage())
                            .isEqualTo("“As” is too long: 200 characters at most.");

                    fields.getLast().setValue("Oboe");
                    fields.getFirst().setValue("o".repeat(Affiliation.MAX_LENGTH + 1));
                    assertThat(form.read()).isEmpty();
                    assertThat(fields.getFirst().getErrorMessage())
                            .isEqualTo("“Organisation” is too long: 200 characters at most.");
                    assertThat(fields.getLast().isInvalid()).isFalse();
                });
    }

    @Test
    void howANoIsKnown() {
        host.run(
                caller,
                () -> {
                    SaidNoQuestion<ContactPoint> question =
                            new SaidNoQuestion<>(
                                    words, "crm.no.person.", List.of(MAIL), ContactPoint::value);
                    question.ask(
                            (what, no) -> {
                                throw new AssertionError("Recorded " + no);
                            },
                            () -> {});
                    TextField told = all(question, TextField.class).getLast();
                    assertThat(told.getMaxLength()).as("cuts what is pasted").isZero();
                    told.setValue("t".repeat(SaidNo.MAX_SOURCE + 1));
                    button(question, "Record").click();
                    assertThat(told.getErrorMessage())
                            .isEqualTo("“How do you know?” is too long: 200 characters at most.");
                    assertThat(question.isOpened()).isTrue();
                });
    }

    @Test
    void whyAnAddressIsOpenedAgain() {
        host.run(
                caller,
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", MAIL)).id();
                    ConsentService consents = host.bean(ConsentService.class);
                    OpenAddressDialog dialog = new OpenAddressDialog(words, "crm.bounce.", MAIL);
                    dialog.ask(reason -> consents.open(bo, MAIL, reason), () -> {});
                    TextField reason = all(dialog, TextField.class).getFirst();
                    assertThat(reason.getMaxLength()).as("cuts what is pasted").isZero();
                    reason.setValue("r".repeat(ConsentService.MAX_REASON + 1));
                    button(dialog, "Open").click();
                    assertThat(reason.getErrorMessage())
                            .isEqualTo("“Reason” is too long: 200 characters at most.");
                    assertThat(dialog.isOpened()).isTrue();
                });
    }

    @Test
    void aNote() {
        host.run(
                caller,
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", MAIL)).id();
                    PartyNotes notes =
                            new PartyNotes(
                                    words,
                                    host.bean(NoteService.class),
                                    PartyRef.of(bo),
                                    Runnable::run);
                    TextArea text = all(notes, TextArea.class).getFirst();
                    assertThat(text.getMaxLength()).as("cuts what is pasted").isZero();
                    text.setValue("n".repeat(Note.MAX_LENGTH + 1));
                    button(notes, "Seal this note").click();
                    assertThat(text.getErrorMessage())
                            .isEqualTo("“Note” is too long: 20,000 characters at most.");
                    assertThat(text.getValue()).hasSize(Note.MAX_LENGTH + 1);
                });
    }

    private static Button button(Component screen, String beginning) {
        return all(screen, Button.class).stream()
                .filter(button -> button.getText().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** A dialog's foot is none of its elements while nobody sees it. */
    private static <T extends Component> List<T> all(Component screen, Class<T> type) {
        Stream<Element> foot =
                screen instanceof Dialog dialog
                        ? within(dialog.getFooter().getElement())
                        : Stream.empty();
        return Stream.concat(within(screen.getElement()), foot)
                .flatMap(element -> element.getComponent().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.getChildren().filter(child -> !child.isTextNode()).flatMap(c -> within(c)));
    }
}
