# dcx in zsh: eval "$(dcx completion zsh)" in ~/.zshrc
_dcx_complete() {
  local -a said values shown before
  local one
  before=("${(@Q)words[2,CURRENT-1]}")
  said=("${(@f)$("${(Q)words[1]}" completion zsh -- "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)}")
  [[ -n "${said[1]}" ]] || return 1
  if [[ "${said[1]}" == :files ]]; then
    _files
    return
  fi
  for one in "${said[@]}"; do
    values+=("${one%%$'\t'*}")
    if [[ "$one" == *$'\t'* ]]; then
      shown+=("${one%%$'\t'*}  -- ${one#*$'\t'}")
    else
      shown+=("$one")
    fi
  done
  compadd -U -l -d shown -a -- values
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _dcx_complete dcx
