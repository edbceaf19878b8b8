package consumer;

/** Runs all examples; each checks what it got. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    boolean isModule = Main.class.getModule().isNamed();
    System.out.printf("Tercet on the %s path%n", isModule ? "module" : "class");
    TrainOnArrays.run();
    EmbedPictures.run();
    OwnParts.run();
  }

  /** Fails the build of this example if something is not as its text says. */
  static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("does not hold: " + what);
    }
    System.out.println("  " + what);
  }
}
