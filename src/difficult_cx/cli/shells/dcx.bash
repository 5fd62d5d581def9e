# dcx in bash: eval "$(dcx completion bash)" in ~/.bashrc
_dcx_complete() {
  local IFS=$'\n' line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <("$1" completion bash -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
  if [ "${#COMPREPLY[@]}" = 1 ] && [ "${COMPREPLY[0]}" = :files ]; then
    COMPREPLY=()
    compopt -o default 2>/dev/null
  fi
}
complete -F _dcx_complete dcx
