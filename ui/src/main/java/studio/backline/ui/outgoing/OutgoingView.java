package studio.backline.ui.outgoing;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.List;
import studio.backline.platform.outbound.EgressDesk;
import studio.backline.platform.outbound.EgressDesk.Order;
import studio.backline.platform.outbound.EgressReport;
import studio.backline.platform.outbound.EgressReport.Sums;
import studio.backline.screens.EmptyState;
import studio.backline.screens.HouseWords;
import studio.backline.screens.PageHeader;
import studio.backline.screens.file.FileSizes;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;

/** What leaves the house: who called whom, what for, what came of it, and how much it was. */
final class OutgoingView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;
    private static final int WEEK = 7;
    private static final List<Integer> DAYS = List.of(1, WEEK, 30, EgressDesk.KEPT_DAYS);

    private final transient HostTexts texts;
    private final transient OutgoingRoom room;
    private final Select<Integer> days = HouseWords.in(new Select<>());
    private final Select<Order> order = HouseWords.in(new Select<>());
    private final Paragraph total = new Paragraph();
    private final RedrawnPart body = new RedrawnPart();
    private int most = PAGE;

    OutgoingView(HostTexts texts, OutgoingRoom room) {
        this.texts = texts;
        this.room = room;
        addClassName("bl-screen");
        PageHeader header = new PageHeader(texts.get("outgoing.title"));
        header.addActions(new Button(texts.get("outgoing.again"), click -> look()));
        Paragraph line = new Paragraph(texts.get("outgoing.line", EgressDesk.KEPT_DAYS));
        line.addClassNames("bl-faint", "bl-small");
        total.getElement().setAttribute("role", "status");
        Div choices = new Div(days(), order());
        choices.addClassName("bl-actions");
        add(new ToSettings(texts), header, line, choices, total, body);
        look();
    }

    private Select<Integer> days() {
        days.setLabel(texts.get("outgoing.days"));
        days.setItems(DAYS);
        days.setItemLabelGenerator(each -> texts.get("outgoing.days.of", each));
        days.setValue(WEEK);
        days.addValueChangeListener(change -> lookAnew());
        return days;
    }

    private Select<Order> order() {
        order.setLabel(texts.get("outgoing.order"));
        order.setItems(Order.values());
        order.setItemLabelGenerator(each -> texts.get("outgoing.order." + each));
        order.setValue(Order.NEWEST);
        order.addValueChangeListener(change -> lookAnew());
        return order;
    }

    private void lookAnew() {
        most = PAGE;
        look();
    }

    private void look() {
        EgressReport report = room.report(days.getValue(), order.getValue(), most);
        total.setVisible(!report.lines().isEmpty());
        total.setText(sentence(report.total()));
        if (report.lines().isEmpty()) {
            body.redraw(new EmptyState(texts.get("outgoing.none", days.getValue())));
            return;
        }
        Paragraph shown =
                new Paragraph(texts.get("outgoing.shown", report.lines().size(), report.all()));
        shown.addClassNames("bl-faint", "bl-small");
        Div foot = new Div(shown);
        foot.addClassName("bl-actions");
        if (report.lines().size() < report.all() && most < EgressDesk.MOST) {
            Button more = new Button(texts.get("outgoing.more"), click -> more());
            foot.add(RedrawnPart.place("more", more));
        }
        OutgoingWords words = OutgoingWords.of(texts, room.plugins());
        body.redraw(new OutgoingRows(texts, words).of(report.lines()), foot);
    }

    private void more() {
        most = Math.min(most + PAGE, EgressDesk.MOST);
        look();
    }

    private String sentence(Sums sums) {
        return texts.get(
                "outgoing.total",
                sums.answered(),
                sums.failed(),
                sums.refused(),
                FileSizes.of(sums.bytesOut()),
                FileSizes.of(sums.bytesIn()));
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("outgoing.title"));
    }
}
