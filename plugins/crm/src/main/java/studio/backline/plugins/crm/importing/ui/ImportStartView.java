package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportStatus;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;
import studio.backline.screens.file.FileDrop;
import studio.backline.screens.file.FileRefusals;

/** Takes the file; under it stand the imports there were. */
final class ImportStartView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final int SHOWN = 20;

    private final CrmWords words;
    private final ImportService imports;
    private final Div problem = new Div();
    private final FileDrop drop;
    private final ImportHead head;

    private Optional<PartyTables> kind = Optional.empty();

    ImportStartView(Texts texts, ImportService imports) {
        this.words = new CrmWords(texts);
        this.imports = imports;
        addClassName("bl-screen");
        head = new ImportHead(words, false);
        head.show(ImportHead.Step.FILE, "crm.import.title", words.get("crm.import.file.line"));
        drop =
                new FileDrop(
                        words.get("crm.import.file.choose"),
                        words.get("crm.import.file.drop"),
                        this::receive);
        Paragraph kinds = new Paragraph(words.get("crm.import.file.kinds"));
        kinds.addClassNames("bl-small", "bl-faint");
        Div file = new Div(problem, drop, kinds);
        file.addClassName("bl-form");
        add(head, file);
        List<ImportStatus> latest = imports.latest(SHOWN);
        if (!latest.isEmpty()) {
            add(earlier(latest));
        }
    }

    /** Who comes from the list of organisations brings some. */
    @Override
    public void beforeEnter(BeforeEnterEvent enter) {
        boolean organisations =
                enter.getLocation().getPath().equals(ImportNavigation.START_OF_ORGANISATIONS);
        kind = organisations ? Optional.of(PartyTables.ORGANISATION) : Optional.empty();
        kind.ifPresent(head::of);
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.import.title");
    }

    private void receive(UI ui, String name, InputStream content) throws IOException {
        try {
            ImportDraft draft = imports.begin(name, kind, content::transferTo);
            ui.access(() -> ui.navigate(ImportNavigation.of(draft.kind(), draft.id())));
        } catch (BrokenFileException broken) {
            ui.access(() -> refuse(words.get(broken.key(), broken.line())));
        } catch (FileRefusedException refused) {
            ui.access(() -> refuse(FileRefusals.words(refused)));
        } catch (IOException | RuntimeException unforeseen) {
            // The browser shows nothing of a failed upload; the host logs it.
            ui.access(() -> refuse(words.get("crm.import.broken.unread")));
            throw unforeseen;
        }
    }

    private void refuse(String why) {
        problem.removeAll();
        problem.add(new Notice(Tone.BAD, why));
        drop.clearFileList();
    }

    private Section earlier(List<ImportStatus> latest) {
        UnorderedList list = new UnorderedList();
        list.addClassName("bl-facts");
        for (ImportStatus status : latest) {
            Anchor link =
                    new Anchor(ImportNavigation.of(status.kind(), status.id()), status.fileName());
            link.getElement().setAttribute("dir", "auto");
            String state =
                    words.get("crm.import.state." + status.state().name().toLowerCase(Locale.ROOT));
            Span line =
                    new Span(
                            words.get(
                                    "crm.import.earlier.line",
                                    state,
                                    words.day(status.createdAt())));
            line.addClassNames("bl-small", "bl-faint");
            Div fact = new Div(link, line);
            fact.addClassName("bl-fact");
            list.add(new ListItem(Icons.of("upload"), fact));
        }
        Section section = new Section(new H2(words.get("crm.import.earlier")), list);
        section.addClassName("bl-part");
        return section;
    }
}
