/** An application that uses Tercet as a module. */
module consumer {
  requires io.tercet;

  // So that a model file has the values of our own parts, and not their text alone.
  opens consumer.own to
      io.tercet;
}
