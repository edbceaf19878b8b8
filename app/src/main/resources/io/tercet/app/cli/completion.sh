# Completion of tercet for bash and zsh, for example in ~/.bashrc or ~/.zshrc:
#   source <(tercet generate-completion)

if [ -n "${ZSH_VERSION-}" ]; then
  type compdef >/dev/null 2>&1 || { autoload -U +X compinit && compinit; }
  autoload -U +X bashcompinit && bashcompinit
fi

# Options of command $1; of no command where it is empty.
_tercet_options() {
  case "$1" in
@OPTIONS@
  esac
}

# Values of option $2 of command $1, none where any text will do. Fails for an option without a value.
_tercet_values() {
  case "$1 $2" in
@VALUES@
    *) return 1 ;;
  esac
}

# What may stand at place $2, from 0, of the words of command $1.
_tercet_arguments() {
  case "$1 $2" in
@ARGUMENTS@
  esac
}

_complete_tercet() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
  local command='' place=0 i word before='' values
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    if [[ -z "$command" ]]; then
      [[ "$word" == -* ]] || command="$word"
    elif [[ "$word" != -* && "$word" != '=' && "$before" != '=' ]] \
      && ! _tercet_values "$command" "$before" >/dev/null; then
      place=$((place + 1))
    fi
    before="$word"
  done
  # bash makes three words of --option=value, zsh one.
  if [[ "$current" == '=' ]]; then
    current=''
  elif [[ "$previous" == '=' ]]; then
    previous="${COMP_WORDS[COMP_CWORD-2]}"
  elif [[ "$current" == --*=* ]]; then
    if values="$(_tercet_values "$command" "${current%%=*}")"; then
      COMPREPLY=($(compgen -P "${current%%=*}=" -W "$values" -- "${current#*=}"))
    fi
    return
  fi
  if values="$(_tercet_values "$command" "$previous")"; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$(_tercet_options "$command")" -- "$current"))
  else
    values="$(_tercet_arguments "$command" "$place")"
    COMPREPLY=($(compgen -W "$values" -- "$current"))
    if [[ -n "$values" && -n "$command" ]] && type compopt >/dev/null 2>&1; then
      local IFS=$'\n'
      COMPREPLY+=($(compgen -d -- "$current"))
      compopt -o filenames
    fi
  fi
}

# Where nothing is known: files.
complete -o default -F _complete_tercet tercet
