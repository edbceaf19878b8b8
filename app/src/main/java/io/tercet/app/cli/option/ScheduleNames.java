package io.tercet.app.cli.option;

import java.util.ArrayList;

/** Names of learning rate schedules, for help and shell completion. */
public final class ScheduleNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  ScheduleNames() {
    super(Components.schedules());
  }
}
