package studio.backline.ui.outgoing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.outbound.EgressReport.Line;
import studio.backline.platform.outbound.EgressReport.Sums;
import studio.backline.screens.Icons;
import studio.backline.screens.Tone;
import studio.backline.screens.file.FileSizes;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** A line for each caller, host and purpose: what came of the calls, how much, and when last. */
record OutgoingRows(HostTexts texts, OutgoingWords words) {

    Rows of(List<Line> lines) {
        Rows rows =
                new Rows(
                        texts.get("outgoing.who"),
                        texts.get("outgoing.host"),
                        texts.get("outgoing.calls"),
                        texts.get("outgoing.bytes"),
                        texts.get("outgoing.last"));
        lines.forEach(
                each ->
                        rows.addRow(
                                who(each),
                                new Span(words.host(each)),
                                calls(each),
                                bytes(each.sums()),
                                new Span(Moments.here(texts).of(each.last()))));
        return rows;
    }

    private Component who(Line line) {
        return new Div(new Div(words.caller(line)), new Div(faint(words.purpose(line))));
    }

    private Component calls(Line line) {
        Sums sums = line.sums();
        Div calls = new Div();
        if (sums.answered() > 0 || sums.failed() + sums.refused() == 0) {
            calls.add(new Div(texts.get("outgoing.answered", sums.answered())));
        }
        if (sums.failed() > 0) {
            calls.add(state(Tone.WARN, texts.get("outgoing.failed", sums.failed())));
        }
        if (sums.refused() > 0) {
            // A gate is shut on purpose; the other rules say that a caller is not as it should be.
            boolean meant = line.refusedBy().filter(Rule.GATE_SHUT::equals).isPresent();
            calls.add(
                    state(
                            meant ? Tone.WARN : Tone.BAD,
                            texts.get("outgoing.refused", sums.refused())));
            line.refusedBy()
                    .ifPresent(
                            rule -> calls.add(new Div(faint(texts.get("outgoing.rule." + rule)))));
        }
        return calls;
    }

    /** Nothing where nothing went. */
    private Component bytes(Sums sums) {
        if (sums.bytesOut() + sums.bytesIn() == 0) {
            return new Span();
        }
        Span bytes =
                new Span(
                        texts.get(
                                "outgoing.bytes.both",
                                FileSizes.of(sums.bytesOut()),
                                FileSizes.of(sums.bytesIn())));
        bytes.addClassName("bl-small");
        return new Div(bytes);
    }

    private static Component state(Tone tone, String said) {
        Div state = new Div(Icons.of("warn"), new Span(said));
        state.addClassNames("bl-state", tone.css());
        return new Div(state);
    }

    private static Span faint(String text) {
        Span faint = new Span(text);
        faint.addClassNames("bl-faint", "bl-small");
        return faint;
    }
}
