package studio.backline.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.checkpoints.Standing;
import studio.backline.screens.Icons;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;
import studio.backline.screens.file.DownloadLink;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** Whether the record is what it was, and what somebody keeps in order to find that out later. */
final class ChainPart extends Section {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient ActivityRoom room;
    private final AuditChain chain;
    private final RedrawnPart body = new RedrawnPart();
    private final TextArea kept = new TextArea();
    private final Span verdict = new Span();

    ChainPart(HostTexts texts, ActivityRoom room, AuditChain chain) {
        this.texts = texts;
        this.room = room;
        this.chain = chain;
        addClassName("bl-group");
        Paragraph line = new Paragraph(texts.get("activity.chain.line"));
        line.addClassNames("bl-faint", "bl-small");
        kept.setLabel(texts.get("activity.chain.kept"));
        kept.setHelperText(texts.get("activity.chain.kept.hint"));
        kept.setWidthFull();
        verdict.getElement().setAttribute("role", "status");
        verdict.addClassName("bl-said");
        Button compare = new Button(texts.get("activity.chain.compare"), click -> compare());
        add(new H2(texts.get("activity.chain")), line, body, kept, compare, verdict);
        draw();
    }

    private void draw() {
        Standing standing = room.standing(chain);
        Div acts = new Div();
        acts.addClassName("bl-actions");
        Button check = new Button(texts.get("activity.chain.check"), click -> check());
        Button take = new Button(texts.get("activity.chain.take"), click -> take());
        acts.add(RedrawnPart.place("check", check), RedrawnPart.place("take", take));
        standing.last().map(this::download).ifPresent(acts::add);
        body.redraw(state(standing), last(standing), acts);
    }

    private Component state(Standing standing) {
        if (standing.brokenAt().isPresent()) {
            return said(
                    Tone.BAD,
                    "warn",
                    texts.get("activity.chain.broken", standing.brokenAt().getAsLong()));
        }
        Moments moments = Moments.here(texts);
        return standing.checkedAt().isEmpty() || standing.since().isEmpty()
                ? new Paragraph(texts.get("activity.chain.unchecked"))
                : said(
                        Tone.OK,
                        "check",
                        texts.get(
                                "activity.chain.whole",
                                standing.entries(),
                                moments.day(standing.since().get()),
                                moments.of(standing.checkedAt().get())));
    }

    private Component last(Standing standing) {
        return new Paragraph(
                standing.last()
                        .map(
                                it ->
                                        texts.get(
                                                "activity.chain.last",
                                                Moments.here(texts).of(it.at()),
                                                it.size()))
                        .orElseGet(() -> texts.get("activity.chain.last.none")));
    }

    private Component download(Standing.Kept checkpoint) {
        byte[] note = checkpoint.note().getBytes(StandardCharsets.UTF_8);
        return new DownloadLink(
                texts.get("activity.chain.download"),
                "checkpoint-%s.txt".formatted(checkpoint.at().toString().replace(":", "")),
                out -> {
                    out.write(note);
                    return 1;
                });
    }

    private void check() {
        boolean whole = room.check(chain);
        draw();
        Toasts.show(texts.get(whole ? "activity.chain.checked" : "activity.chain.not-whole"));
    }

    private void take() {
        Optional<Standing.Kept> taken = room.take(chain);
        draw();
        Toasts.show(
                texts.get(taken.isPresent() ? "activity.chain.taken" : "activity.chain.not-taken"));
    }

    private void compare() {
        verdict.setText(
                texts.get("activity.verdict." + room.compare(chain, kept.getValue()).verdict()));
    }

    private static Component said(Tone tone, String icon, String text) {
        Div state = new Div(Icons.of(icon), new Span(text));
        state.addClassNames("bl-state", tone.css());
        return state;
    }
}
