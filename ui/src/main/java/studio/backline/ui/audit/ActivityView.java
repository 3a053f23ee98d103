package studio.backline.ui.audit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.HasDynamicTitle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.audit.AuditFilter;
import studio.backline.platform.identity.Account;
import studio.backline.screens.HouseWords;
import studio.backline.screens.PageHeader;
import studio.backline.screens.file.DownloadLink;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;

/** Who did what in the workspace, for its owners. */
class ActivityView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;
    private static final List<Integer> DAYS = List.of(0, 1, 7, 30, 90, 365);

    private final transient HostTexts texts;
    private final transient ActivityRoom room;
    private final AuditChain chain;
    private final String title;
    private final Select<Account> person = HouseWords.in(new Select<>());
    private final Select<String> area = HouseWords.in(new Select<>());
    private final Select<Integer> days = HouseWords.in(new Select<>());
    private final ActivityList list;

    @Autowired
    ActivityView(HostTexts texts, ActivityRoom room) {
        this(
                texts,
                room,
                AuditChain.WORKSPACE,
                texts.get("activity.title"),
                texts.get("activity.line"));
    }

    ActivityView(HostTexts texts, ActivityRoom room, AuditChain chain, String title, String told) {
        this.texts = texts;
        this.room = room;
        this.chain = chain;
        this.title = title;
        this.list = new ActivityList(texts, room, chain);
        addClassName("bl-screen");
        Paragraph line = new Paragraph(told);
        line.addClassNames("bl-faint", "bl-small");
        Div choices = new Div(person(), area(), days());
        choices.addClassName("bl-actions");
        DownloadLink csv =
                new DownloadLink(
                        texts.get("activity.csv"),
                        "activity.csv",
                        out -> new ActivityCsv(texts, room, chain).write(filter(), out));
        PageHeader header = new PageHeader(title);
        header.addActions(csv);
        add(new ToSettings(texts), header, line, choices, list, new ChainPart(texts, room, chain));
        list.show(filter());
    }

    private Select<Account> person() {
        person.setLabel(texts.get("activity.person"));
        person.setEmptySelectionAllowed(true);
        person.setEmptySelectionCaption(texts.get("activity.person.all"));
        person.setItems(room.people(chain));
        person.setItemLabelGenerator(
                each -> each == null ? texts.get("activity.person.all") : each.displayName());
        person.addValueChangeListener(change -> list.show(filter()));
        return person;
    }

    private Select<String> area() {
        ActivityWords words = ActivityWords.of(texts, room, List.of());
        area.setLabel(texts.get("activity.area"));
        area.setEmptySelectionAllowed(true);
        area.setEmptySelectionCaption(texts.get("activity.area.all"));
        area.setItems(room.areas(chain));
        area.setItemLabelGenerator(
                each -> each == null ? texts.get("activity.area.all") : words.area(each));
        area.addValueChangeListener(change -> list.show(filter()));
        return area;
    }

    private Select<Integer> days() {
        days.setLabel(texts.get("activity.days"));
        days.setItems(DAYS);
        days.setItemLabelGenerator(each -> texts.get("activity.days.of", each));
        days.setValue(0);
        days.addValueChangeListener(change -> list.show(filter()));
        return days;
    }

    private AuditFilter filter() {
        return new AuditFilter(
                Optional.ofNullable(person.getValue()).map(Account::id),
                Optional.ofNullable(area.getValue()),
                Optional.of(days.getValue())
                        .filter(each -> each > 0)
                        .map(each -> Instant.now().minus(Duration.ofDays(each))),
                Optional.empty());
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", title);
    }
}
